using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// One node of mathematics: an operation, its arguments, and the constant or name of a leaf. It means a real number for every element
/// of the row (<see cref="IsRow"/>) or one real number. Immutable; equality is structural, so equal sub-expressions are one value and a
/// compiled kernel can be cached by its expression.
/// </summary>
public sealed class Expr : IEquatable<Expr>
{
    private readonly int _hash;
    private StrongBox<Bounds>? _bounds;

    private Expr(Op op, ImmutableArray<Expr> arguments, double value, string? name)
    {
        Op = op;
        Arguments = arguments;
        Value = value;
        Name = name;
        IsRow = op switch
        {
            Op.Row or Op.Mask or Op.Positions or Op.Stored or Op.InUnits or Op.Chosen or Op.ChosenAt => true,
            Op.Pick or Op.Anchor or Op.Magnitude or Op.Center or Op.LogOf or Op.Length => false,
            _ => !op.IsReduction() && arguments.Any(a => a.IsRow),
        };
        Selection = op is Op.Chosen or Op.ChosenAt || (op == Op.Positions && arguments.Length > 0) ? arguments[0] : IsRow ? arguments.FirstOrDefault(a => a.IsRow)?.Selection : null;
        int hash = ((int)op * 397) ^ value.GetHashCode() ^ (name?.GetHashCode() ?? 0), size = 1;
        foreach (var a in arguments)
        {
            hash = (hash * 31) + a._hash;
            size = Math.Min(size + a.Size, MaxSize + 1);
        }
        _hash = hash;
        Size = size;
    }

    /// <summary>A description larger than this many nodes, written out, is refused (a shared sub-expression counts each time).</summary>
    public const int MaxSize = 20_000;

    public Op Op { get; }
    public ImmutableArray<Expr> Arguments { get; }
    public double Value { get; }
    public string? Name { get; }
    public bool IsRow { get; }

    /// <summary>For a row of chosen elements: what chose them. Null for a row of the kernel's own length.</summary>
    public Expr? Selection { get; }

    public int Size { get; }

    /// <summary>What is known of its values. Laws, scales and loops ask again and again: it is computed once.</summary>
    internal Bounds Bounds => (_bounds ??= new(Bounds.Compute(this))).Value;

    public Expr this[int i] => Arguments[i];

    public static Expr Of(Op op, params Expr[] arguments) => new(op, [.. arguments], 0, null);
    public static Expr Of(Op op, double value, params Expr[] arguments) => new(op, [.. arguments], value, null);
    public static Expr Leaf(Op op, string? name = null) => new(op, [], 0, name);
    public static Expr Named(Op op, string name, params Expr[] arguments) => new(op, [.. arguments], 0, name);
    public static Expr Constant(double value) => new(Op.Constant, [], value, null);

    public Expr With(ImmutableArray<Expr> arguments) => new(Op, arguments, Value, Name);
    public Expr Renamed(string name) => new(Op, Arguments, Value, name);
    public Expr With(double value) => new(Op, Arguments, value, Name);

    /// <summary>Rows of different lengths meet in this node.</summary>
    public bool IsMixed => Op != Op.Anchor && Arguments.Where(a => a.IsRow).Select(a => a.Selection).Distinct().Count() > 1;

    public bool IsConstant(double value) => Op == Op.Constant && Value == value;

    /// <summary>This expression with every argument replaced by <paramref name="map"/> of it; itself if nothing changed.</summary>
    public Expr Map(Func<Expr, Expr> map)
    {
        if (Arguments.IsEmpty) return this;
        ImmutableArray<Expr>.Builder? changed = null;
        for (int i = 0; i < Arguments.Length; i++)
        {
            var a = map(Arguments[i]);
            if (changed is null && ReferenceEquals(a, Arguments[i])) continue;
            if (changed is null)
            {
                changed = ImmutableArray.CreateBuilder<Expr>(Arguments.Length);
                changed.AddRange(Arguments, i);
            }
            changed.Add(a);
        }
        return changed is null ? this : With(changed.MoveToImmutable());
    }

    /// <summary>Replaces, everywhere and innermost last, what <paramref name="replace"/> answers for; null leaves a node and looks inside it.</summary>
    public Expr Substitute(Func<Expr, Expr?> replace)
    {
        var done = new Dictionary<Expr, Expr>();
        return Visit(this);

        Expr Visit(Expr e)
        {
            if (!done.TryGetValue(e, out var result)) done[e] = result = replace(e) ?? e.Map(Visit);
            return result;
        }
    }

    /// <summary>Every distinct node, arguments before the nodes that use them.</summary>
    public IEnumerable<Expr> Nodes() => Nodes([this]);

    /// <summary>Every distinct node of several expressions, arguments before the nodes that use them.</summary>
    public static IEnumerable<Expr> Nodes(IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>();
        var order = new List<Expr>();
        foreach (var root in roots) Visit(root);
        return order;

        void Visit(Expr e)
        {
            if (!seen.Add(e)) return;
            foreach (var a in e.Arguments) Visit(a);
            order.Add(e);
        }
    }

    /// <summary>The distinct rows that are computed element by element: what lies inside a scalar is not.</summary>
    public static IEnumerable<Expr> RowNodes(IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>();
        var order = new List<Expr>();
        foreach (var root in roots) Visit(root);
        return order;

        void Visit(Expr e)
        {
            if (!e.IsRow || !seen.Add(e)) return;
            foreach (var a in e.Arguments) Visit(a);
            order.Add(e);
        }
    }

    public bool Contains(Func<Expr, bool> predicate) => Nodes().Any(predicate);

    public bool Equals(Expr? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _hash != other._hash || Op != other.Op || !Value.Equals(other.Value) || Name != other.Name || Arguments.Length != other.Arguments.Length) return false;
        for (int i = 0; i < Arguments.Length; i++)
            if (!Arguments[i].Equals(other.Arguments[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Expr);
    public override int GetHashCode() => _hash;
    public override string ToString() => Printer.Print(this);
}

internal static class OpFacts
{
    public static bool IsReduction(this Op op) => op is Op.Sum or Op.Highest or Op.Lowest or Op.Product or Op.ArgMax || op.IsSelection();

    /// <summary>A reduction that keeps the elements which count, and goes along from block to block.</summary>
    public static bool IsSelection(this Op op) => op is Op.TopK or Op.Threshold or Op.Nucleus;

    /// <summary>A row that elements are read from as they are.</summary>
    public static bool IsLeafRow(this Op op) => op is Op.Row or Op.Mask or Op.Chosen or Op.ChosenAt;

    public static bool IsMask(this Op op) => op is Op.Mask or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not;

    public static bool IsScale(this Op op) => op is Op.Anchor or Op.Magnitude or Op.Identity or Op.LogOf or Op.ScalePower or Op.ScaleProduct or Op.ScaleMax;

    /// <summary>Known only after a sweep of the row.</summary>
    public static bool IsMeasured(this Op op) => op.IsReduction() || op is Op.Anchor or Op.Magnitude or Op.Accumulator or Op.Center;
}
