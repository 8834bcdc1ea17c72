using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers.Reading;

/// <summary>What an operation of a body computes, and what was known of its inputs there.</summary>
/// <param name="Loop">The innermost loop, or sequence method, around it; null outside of any.</param>
internal sealed record Formula(IOperation Where, Expr Value, State Known, IOperation? Loop);

/// <summary>A body as mathematics: what each of its operations computes in terms of what comes from outside.</summary>
internal sealed class Reading
{
    private readonly Dictionary<Expr, IOperation> _origins = new(ByReference.Instance);
    private readonly HashSet<string> _unsure = [];

    /// <summary>In the order in which the body computes them.</summary>
    public List<Formula> Formulas { get; } = [];

    /// <summary>The float accumulators: where each is added to.</summary>
    public List<(IOperation Where, ISymbol Sum, Expr Value)> Sums { get; } = [];

    /// <summary>Maxima found by a loop that does not begin at −∞ or at an element: the variable, what it holds, Max(where it begins, the maximum), and the loop, or the call of Aggregate.</summary>
    public List<(ISymbol Maximum, Expr Value, IOperation Loop)> Seeds { get; } = [];

    /// <summary>What comes from outside, by the name of its leaf: the variable where it is one, and the type of its elements.</summary>
    public Dictionary<string, (ISymbol? Variable, ITypeSymbol? Type)> Inputs { get; } = [];

    /// <summary>What variables hold when the body ends.</summary>
    public State End { get; set; } = State.Empty;

    /// <summary>The operation that made a node, or the call of the helper that did.</summary>
    public IOperation? Origin(Expr e) => _origins.TryGetValue(e, out var operation) ? operation : null;

    public void Remember(Expr e, IOperation origin)
    {
        if (!e.Arguments.IsEmpty && !_origins.ContainsKey(e)) _origins.Add(e, origin);
    }

    public Expr Unsure(bool isRow)
    {
        string name = $"?{_unsure.Count}";
        _unsure.Add(name);
        return Expr.Leaf(isRow ? Op.Row : Op.Scalar, name);
    }

    /// <summary>Whether something enters that the reader lost track of.</summary>
    public static bool IsUnsure(Expr e) => e.Contains(n => n.Name is ['?' or '~', ..]);

    private sealed class ByReference : IEqualityComparer<Expr>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Expr a, Expr b) => ReferenceEquals(a, b);
        public int GetHashCode(Expr e) => e.GetHashCode();
    }
}
