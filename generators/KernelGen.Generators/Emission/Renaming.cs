using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Parameters keep the names that the user gave them, but for those that generated code needs for itself: these get an underscore. The names
/// in explanations and messages stay the user's.
/// </summary>
internal sealed class Renaming
{
    private static readonly HashSet<string> Reserved =
    [
        "state", "start", "count", "length", "part", "parts", "each", "from", "to", "work", "states", "row", "rows", "Alone", "Block", "KeepUpTo", "BypassFrom",
        "RunRow", "CheckRow", "ParallelFrom", "Workers", "IParts", "RowsWork", "SweepWork", "SweepParts", "WriteWork", "WriteParts",
        "SweepKeepingParts", "MeasureWork", "MeasureParts", "Store", "StoreWork", "StoreParts", "FinishWork", "FinishParts",
        "Run", "Sweep", "SweepKeeping", "Measure", "Accumulate", "Pair", "Keep", "Select", "Choose", "Map", "Write", "Finish", "State",
        "Math", "MathF", "Unsafe", "MemoryMarshal", "MethodImpl", "MethodImplOptions", "Span", "ReadOnlySpan", "Vector128", "Vector256", "Vector512",
        "Batch", "Lanes", "Spans", "VectorMath", "Anchored", "Pairs", "Extremes", "ScalarMath", "Mass", "Past", "Near", "Far", "IRange", "TRange", "Cached", "Uncached", "Unstored", "IWrite", "TWrite",
        "Anchor", "Center", "Extreme", "Selection", "Selections", "Support", "Nucleus", "Noise", "LogScale", "AnchorScalar", "DivisorScalar", "MultipleScalar",
        .. Target.All.SelectMany(t => new[] { t.Anchor, t.Divisor, t.Multiple }),
    ];

    private readonly Dictionary<string, string> _names = [];

    /// <param name="given">The names that the user gave.</param>
    /// <param name="needed">Names that this kernel needs beside those of every kernel.</param>
    public Renaming(IEnumerable<string> given, IEnumerable<string> needed)
    {
        var all = given.Distinct().ToList();
        var taken = new HashSet<string>(all);
        foreach (string name in all.Where(n => Reserved.Contains(n) || IsNumberedState(n) || n.EndsWith("Row", StringComparison.Ordinal) || n.EndsWith("Each", StringComparison.Ordinal) || needed.Contains(n)))
        {
            string free = name + "_";
            while (!taken.Add(free)) free += "_";
            _names[name] = free;
        }
    }

    public string this[string name] => _names.TryGetValue(name, out string? free) ? free : name;

    /// <summary>The name that the user gave.</summary>
    public string Given(string name) => _names.FirstOrDefault(n => n.Value == name).Key ?? name;

    /// <summary>The plan under the new names.</summary>
    public Plan Apply(Plan plan)
    {
        if (_names.Count == 0) return plan;
        Expr Renamed(Expr e) => e.Substitute(n => n.Op is Op.Row or Op.Mask or Op.At or Op.Scalar or Op.Position or Op.Stored && _names.TryGetValue(n.Name!, out string? free) ? n.Renamed(free).Map(Renamed) : null);
        var levels = plan.Levels.Select(l => l.Map(Renamed)).ToList();
        return plan with
        {
            Schedule = plan.Schedule with { Levels = levels, Results = [.. plan.Schedule.Results.Select(Renamed)] },
            Results = [.. plan.Results.Select(r => r with { Name = r.Name is null ? null : this[r.Name], Value = Renamed(r.Value), OfEmptyRow = r.OfEmptyRow is null ? null : Renamed(r.OfEmptyRow), Positions = [.. r.Positions.Select(Renamed)] })],
            Kept = plan.Kept is null ? null : [.. plan.Kept.Select(k => new Kept(this[k.Row], Renamed(k.Value), Renamed(k.Finish)))],
        };
    }

    private static bool IsNumberedState(string name) => name.StartsWith("state", StringComparison.Ordinal) && name.Skip(5).All(char.IsDigit);
}
