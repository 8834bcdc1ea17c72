using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace KernelGen.Benchmarks.Reporting;

/// <summary>Where measurements go: a line each as they come, or one document at the end. Remarks never mix with the data.</summary>
public sealed class Report(bool json)
{
    private const string Header = "#operation\tn\tpeer\tns_per_element\tratio_to_kernelgen";

    private static readonly JsonSerializerOptions s_format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly List<Measurement> _measurements = [];

    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>What the figures depend on.</summary>
    public static string Machine { get; } = $"{Processor()}, widest vectors used: {WidestBits} bits, {RuntimeInformation.FrameworkDescription}";

    private static int WidestBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public void Begin()
    {
        Remark(Machine);
        if (!json)
            Console.WriteLine(Header);
    }

    public void Remark(string text) => (json ? Console.Error : Console.Out).WriteLine($"# {text}");

    public void Add(Measurement measurement)
    {
        _measurements.Add(measurement);
        if (!json)
            Console.WriteLine(string.Join('\t', measurement.Operation, measurement.N, measurement.Peer,
                Number(measurement.NsPerElement, "F4"), measurement.RatioToKernelgen is { } ratio ? Number(ratio, "F2") : "-"));
    }

    public void End()
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { Machine, Measurements }, s_format));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Processor()
    {
        const string Table = "/proc/cpuinfo";
        if (!File.Exists(Table))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var fields = File.ReadLines(Table).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        return $"{fields["model name"].FirstOrDefault()}, family {fields["cpu family"].FirstOrDefault()} model {fields["model"].FirstOrDefault()}";
    }
}
