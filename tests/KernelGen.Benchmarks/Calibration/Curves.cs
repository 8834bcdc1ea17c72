using KernelGen.Benchmarks.Racing;

namespace KernelGen.Benchmarks.Calibration;

/// <summary>The times of several ways to do one thing, by length.</summary>
internal sealed class Curves
{
    private readonly List<(int Length, Dictionary<string, double> Seconds)> _points = [];

    public void Add(int length, IEnumerable<RaceResult> results) => _points.Add((length, results.ToDictionary(result => result.Peer.Name, result => result.Seconds)));

    /// <summary>Between which lengths <paramref name="later"/> becomes quicker than <paramref name="earlier"/>, and stays it.</summary>
    public string Crossing(string earlier, string later)
    {
        var last = _points.FindLastIndex(point => point.Seconds[earlier] <= point.Seconds[later]);
        return last < 0 ? "before all" : last == _points.Count - 1 ? "after all" : $"{_points[last].Length} to {_points[last + 1].Length}";
    }

    /// <summary>The largest ratio of a way to the best of the others.</summary>
    public double Worst(string way) => _points.Max(point => point.Seconds[way] / point.Seconds.Where(other => other.Key != way).Min(other => other.Value));
}
