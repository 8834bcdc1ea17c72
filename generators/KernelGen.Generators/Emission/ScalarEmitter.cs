using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Writes scalar expressions as C# on doubles: what happens between sweeps and at the end.</summary>
internal sealed class ScalarEmitter(CodeWriter writer, Names names, Func<Expr, string?> leaf, IReadOnlyDictionary<Expr, int> uses)
{
    private readonly Dictionary<Expr, string> _known = [];

    public string Write(Expr e)
    {
        if (_known.TryGetValue(e, out var known)) return known;
        string text = leaf(e) ?? Text(e);
        if (e.Arguments.IsEmpty || e.Op is Op.Anchor or Op.Center || !uses.TryGetValue(e, out int count) || count < 2) return text;
        string type = e.Op.IsScale() ? "LogScale" : e.Op.IsMask() ? "bool" : "double";
        string name = names.Fresh(Hint(e));
        writer.Line($"{type} {name} = {Stripped(text)};");
        return _known[e] = name;
    }

    private static string Hint(Expr e) => e.Op switch
    {
        Op.InverseMass => "inverse",
        Op.Log or Op.LogMass => "log",
        Op.Sqrt => "root",
        Op.Div when e[1].Op == Op.Length => "mean",
        _ when e.Op.IsScale() => "scale",
        _ => "t",
    };

    private static string Stripped(string text)
    {
        if (text[0] != '(' || text[text.Length - 1] != ')') return text;
        int depth = 0;
        for (int i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0) return text;
        }
        return text.Substring(1, text.Length - 2);
    }

    private string Text(Expr e) => e.Op switch
    {
        Op.Constant => Literals.Double(e.Value),
        Op.Scalar or Op.Position => Names.Escape(e.Name!),
        Op.Neg => $"-{Write(e[0])}",
        Op.Add => $"({Write(e[0])} + {Write(e[1])})",
        Op.Sub => $"({Write(e[0])} - {Write(e[1])})",
        Op.Mul => $"({Write(e[0])} * {Write(e[1])})",
        Op.Div => $"({Write(e[0])} / {(Integers.Are(e[1]) ? "(double)" : "")}{Write(e[1])})",
        Op.Less => $"({Write(e[0])} < {Write(e[1])})",
        Op.LessOrEqual => $"({Write(e[0])} <= {Write(e[1])})",
        Op.Equal => $"({Write(e[0])} == {Write(e[1])})",
        Op.And => $"({Write(e[0])} & {Write(e[1])})",
        Op.Or => $"({Write(e[0])} | {Write(e[1])})",
        Op.Not => $"!{Write(e[0])}",
        Op.Select => $"({Write(e[0])} ? {Write(e[1])} : {Write(e[2])})",
        Op.Exp or Op.Log or Op.Log2 or Op.Sqrt or Op.Pow or Op.Abs or Op.Tanh or Op.Sin or Op.Cos or Op.Floor or Op.Round or Op.Min or Op.Max => $"Math.{e.Op}({List(e)})",
        Op.Rescale => $"{Write(e[1])}.Apply({Write(e[0])})",
        Op.LogScale => $"{Write(e[0])}.Log",
        Op.InverseMass => $"Mass.Inverse({List(e)})",
        Op.LogMass => $"Mass.Log({List(e)})",
        Op.Identity => "LogScale.One",
        Op.LogOf => $"LogScale.Exp({List(e)})",
        Op.ScalePower => $"{Write(e[0])}.Power({Literals.Double(e.Value)})",
        Op.ScaleProduct => $"({Write(e[0])} * {Write(e[1])})",
        Op.ScaleMax => $"LogScale.Max({List(e)})",
        _ => $"ScalarMath.{e.Op}({List(e)})",
    };

    private string List(Expr e) => string.Join(", ", e.Arguments.Select(a => Stripped(Write(a))));

    /// <summary>How often each scalar is written when <paramref name="roots"/> are.</summary>
    public static Dictionary<Expr, int> CountUses(IEnumerable<Expr> roots)
    {
        var uses = new Dictionary<Expr, int>();
        foreach (var root in roots.Distinct()) Visit(root);
        return uses;

        void Visit(Expr e)
        {
            bool seen = uses.TryGetValue(e, out int n);
            uses[e] = n + 1;
            if (!seen) foreach (var a in e.Arguments) Visit(a);
        }
    }
}
