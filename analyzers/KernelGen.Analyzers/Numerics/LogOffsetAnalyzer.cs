using System.Globalization;
using System.Text.RegularExpressions;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1006: log(p + ε) of a probability, known as one by what it is or by its name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogOffsetAnalyzer() : BodyAnalyzer(Rules.LogOfOffset)
{
    private static readonly Regex Probability = new(@"(^|[\._])(p|q|pi|p_?hat|y_?hat)(\d*)(\[[^\]]*\])?$|prob|softmax|predict|likelihood", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
        {
            if (f.Value.Op != Op.Log || f.Value[0].Op is not (Op.Add or Op.Sub)) continue;
            var terms = Parts.Terms(f.Value[0]);
            if (terms.Find(t => t.Expr is { Op: Op.Constant, Value: > 0 and <= 1e-4 } && !t.Inverse) is not { } offset || !IsProbability(Parts.Sum(terms.Remove(offset)))) continue;
            string epsilon = offset.Expr.Value.ToString("0.###e0", CultureInfo.InvariantCulture);
            yield return new(f.Where.Syntax, Exponential.Quote(f.Where.Syntax), epsilon, Math.Log(offset.Expr.Value).ToString("0.0", CultureInfo.InvariantCulture));
        }
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
