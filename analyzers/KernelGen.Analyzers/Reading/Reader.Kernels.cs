using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

// Calls of the user's own kernels.
internal sealed partial class Reader
{
    /// <summary>A kernel over rows and scalars whose results are shares, as of a softmax, writes them; null for any other method.</summary>
    private Expr? Kernel(IInvocationOperation o, List<IOperation> arguments)
    {
        var method = o.TargetMethod;
        if (!method.IsPartialDefinition || Kernels.Mark(method) is not { } mark || method.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(_cancellation) is not MethodDeclarationSyntax syntax) return null;
        if (KernelBinder.Bind(method, syntax, mark, _compilation, _cancellation).Model is not { RowLength: null } model || model.Inputs.Any(i => i.Kind is not (Op.Row or Op.Scalar))) return null;
        var shares = model.Outputs.Zip(model.Results, (output, result) => (output.Name, Value: output.Name is null ? null : Share(result))).ToList();
        if (shares.Exists(s => s.Value is null)) return null;
        var given = method.Parameters.Zip(arguments, (p, a) => (p.Name, Argument: a)).ToDictionary(p => p.Name, p => p.Argument);
        var inputs = model.Inputs.ToDictionary(i => i.Name, i => Value(given[i.Name]));
        foreach (var (name, share) in shares) Assign2(given[name!], share!.Substitute(e => e is { Op: Op.Row or Op.Scalar, Name: { } input } ? inputs[input] : null));
        return _reading.Unsure(false);
    }

    /// <summary>A share with its exponents below 0, as the kernel computes it; null for what is no share, or another one then.</summary>
    private static Expr? Share(Expr result)
    {
        if (!result.IsRow || !Exponential.IsShare(result)) return null;
        var shifted = result.Substitute(e => e is { Op: Op.Exp, IsRow: true } ? Expr.Of(Op.Exp, Expr.Of(Op.Sub, e[0], Expr.Of(Op.Highest, e[0]))) : null);
        var order = result.Nodes().Where(n => n.Op is Op.Row or Op.Scalar).Select(n => n.Name!).Distinct().Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i);
        return Sample.Agree(shifted, result, order) ? shifted : null;
    }
}
