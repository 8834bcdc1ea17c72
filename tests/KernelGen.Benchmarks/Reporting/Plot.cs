using System.Globalization;
using KernelGen.Benchmarks.Peers;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace KernelGen.Benchmarks.Reporting;

/// <summary>Time an element against the length of a row, a line a peer, both axes logarithmic; what memory alone takes is dashed.</summary>
internal static class Plot
{
    private const int Width = 960, Height = 540;

    private static readonly OxyColor[] s_colours =
    [
        OxyColor.FromRgb(0xD6, 0x27, 0x28), OxyColor.FromRgb(0x1F, 0x77, 0xB4), OxyColor.FromRgb(0x17, 0xBE, 0xCF), OxyColor.FromRgb(0x7F, 0x7F, 0x7F),
        OxyColor.FromRgb(0x94, 0x67, 0xBD), OxyColor.FromRgb(0x2C, 0xA0, 0x2C), OxyColor.FromRgb(0xBC, 0xBD, 0x22), OxyColor.FromRgb(0xFF, 0x7F, 0x0E),
        OxyColor.FromRgb(0xE3, 0x77, 0xC2), OxyColors.Black,
    ];

    public static void WriteAll(IReadOnlyList<Measurement> measurements, DirectoryInfo folder)
    {
        folder.Create();
        // Batches are no points on the axis of lengths.
        foreach (var operation in measurements.Where(each => int.TryParse(each.N, out _)).GroupBy(each => each.Operation))
        {
            using var file = File.Create(Path.Combine(folder.FullName, $"{operation.Key}.svg"));
            new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }.Export(Draw(operation.Key, [.. operation]), file);
        }
    }

    private static PlotModel Draw(string operation, IReadOnlyList<Measurement> measurements)
    {
        var model = new PlotModel { Title = $"{operation}, one row, one thread", Background = OxyColors.White, TitleFontSize = 15, Padding = new OxyThickness(8, 16, 8, 8) };
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Base = 2, Title = "n", LabelFormatter = Length, MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Left, Title = "ns an element", MajorGridlineStyle = LineStyle.Dot, LabelFormatter = Time });
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.RightTop, LegendBackground = OxyColors.White, LegendFontSize = 11, LegendPadding = 16 });
        foreach (var peer in measurements.GroupBy(each => each.Peer is MemoryPeers.Bypassing ? MemoryPeers.Name : each.Peer))
            model.Series.Add(Line(peer.Key, peer));
        return model;
    }

    private static LineSeries Line(string peer, IEnumerable<Measurement> measurements)
    {
        var place = PeerGroup.All.ToList().FindIndex(group => group.Name == peer);
        var line = new LineSeries
        {
            Title = peer == MemoryPeers.Name ? "memory alone" : peer,
            Color = s_colours[place % s_colours.Length],
            LineStyle = peer == MemoryPeers.Name ? LineStyle.Dash : LineStyle.Solid,
            StrokeThickness = peer == Peer.KernelGen ? 3 : 1.5,
            MarkerType = MarkerType.Circle,
            MarkerSize = 2.5,
        };
        // Memory is measured with stores through the caches and past them; the bound is the better.
        foreach (var at in measurements.GroupBy(each => int.Parse(each.N, CultureInfo.InvariantCulture)).OrderBy(at => at.Key))
            line.Points.Add(new DataPoint(at.Key, at.Min(each => each.NsPerElement)));
        return line;
    }

    private static string Length(double n) => n switch
    {
        >= 1 << 20 => $"{n / (1 << 20):0}M",
        >= 1 << 10 => $"{n / (1 << 10):0}K",
        _ => n.ToString("0", CultureInfo.InvariantCulture),
    };

    private static string Time(double nanoseconds) => nanoseconds.ToString("G3", CultureInfo.InvariantCulture);
}
