using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A kernel for a formula that the catalogue does not have: it is described as it is written, and its laws make it stable.</summary>
internal static class Described
{
    /// <summary>Null for what the language has no words for, and for what would overflow as a kernel too.</summary>
    public static Match? Of(Body body, Expr formula)
    {
        if (formula.Size > 60 || Reading.Reading.IsUnsure(formula) || Sweeps(formula) is null || Overflow.Threatens(formula)) return null;
        var leaves = formula.Nodes().Where(n => n.Op is Op.Row or Op.Scalar).OrderBy(n => n.Op == Op.Scalar).ToList();
        int rows = leaves.Count(n => n.Op == Op.Row);
        if (rows is 0 or > 3 || leaves.Count > 6 || leaves.Exists(n => n.Name![0] != '_' && !char.IsLetter(n.Name[0]))) return null;
        var names = leaves.ToDictionary(n => n.Name!, n => n.Name!.TrimStart('_') is { Length: > 0 } name ? name : "x");
        if (names.Values.Distinct().Count() < names.Count || Wording.Of(formula, names) is not { } text) return null;
        return new(new(Name(body), formula.ToString(), formula.IsRow, rows, [.. leaves.Select(n => names[n.Name!])], _ => formula, text), leaves);
    }

    /// <summary>How often a kernel of a formula sweeps over its rows; null where none can be made of it.</summary>
    public static int? Sweeps(Expr formula)
    {
        try
        {
            var stable = new Stabilizer().Run(new Simplifier(Laws.Simplify).Run(formula));
            return Planner.Run([new Result("y", formula.IsRow, stable)], Algorithm.Auto).Sweeps;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A formula that no kernel can be made of has nothing to be compared with.
            return null;
        }
    }

    // After the member that has it written out.
    private static string Name(Body body) => body.Member.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MethodDeclarationSyntax m => $"{m.Identifier.ValueText}Kernel",
        PropertyDeclarationSyntax p => $"{p.Identifier.ValueText}Kernel",
        _ => "Kernel",
    };
}
