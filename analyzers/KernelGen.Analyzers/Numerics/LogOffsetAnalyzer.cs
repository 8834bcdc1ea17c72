using System.Globalization;
using System.Text.RegularExpressions;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1006: log(p + ε), or log(max(p, ε)), of a probability, known as one by what it is or by its name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogOffsetAnalyzer() : BodyAnalyzer(Rules.LogOfOffset)
{
    private static readonly Regex Probability = new(@"(^|[\._])(p|q|pi|p_?hat|y_?hat)(\d*)(\[[^\]]*\])?$|prob|softmax|predict|likelihood", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
            if (Offset(f.Value) is var (epsilon, least)) yield return new(f.Where.Syntax, Exponential.Quote(f.Where.Syntax), epsilon, least);
    }

    private protected override bool ReadsDescriptions => true;

    internal override IEnumerable<(Location At, string[] Arguments)> InDescription(DescribedKernel kernel)
    {
        foreach (var (value, at) in kernel.Written)
            if (Offset(value) is var (epsilon, least)) yield return (at, [kernel.Quote(at), epsilon, least]);
    }

    /// <summary>The small number beside a probability, and its logarithm.</summary>
    private static (string Epsilon, string Least)? Offset(Expr e)
    {
        if (e.Op != Op.Log || e[0].Op is not (Op.Add or Op.Sub or Op.Max)) return null;
        var terms = e[0].Op == Op.Max ? Parts.Terms(Build.Add(e[0][0], e[0][1])) : Parts.Terms(e[0]);
        if (terms.Find(t => t.Expr is { Op: Op.Constant, Value: > 0 and <= 1e-4 } && !t.Inverse) is not { Expr.Value: var epsilon } offset || !IsProbability(Parts.Sum(terms.Remove(offset)))) return null;
        return (epsilon.ToString("0.###e0", CultureInfo.InvariantCulture), Math.Log(epsilon).ToString("0.0", CultureInfo.InvariantCulture));
    }

    private static bool IsProbability(Expr e) => e.Op switch
    {
        Op.Row or Op.Scalar => Probability.IsMatch(e.Name!),
        Op.Pick => IsProbability(e[0]),
        Op.Sub => e[0].IsConstant(1) && IsProbability(e[1]),
        Op.Sigmoid => true,
        Op.Div => Exponential.IsShare(e) || (e[0].IsConstant(1) && Exponential.OnePlus(e[1]) is not null),
        _ => false,
    };
}
