using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>
/// A kernel as bound: its model, or the finding that prevents one (none where the compiler reports the code itself) and what stands in for
/// the kernel then (nothing where the method cannot be implemented at all); and where its expressions were written.
/// </summary>
internal sealed record BoundKernel(KernelModel? Model, KernelStub? Stub, Finding? Finding, IReadOnlyDictionary<Expr, Location> Origins);

/// <summary>Finds the description of a <c>[Kernel]</c> method, pairs parameters and results by name, and binds it.</summary>
internal static class KernelBinder
{
    public const string AttributeName = Kernels.AttributeName;

    public static BoundKernel Bind(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData mark, Compilation compilation, CancellationToken cancellation)
    {
        var expressions = new ExpressionBinder(compilation, cancellation);
        Finding? finding;
        try
        {
            return new(Bind(kernel, syntax, mark, expressions), null, null, expressions.Origins);
        }
        catch (BindException e)
        {
            finding = e.Finding;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault of ours costs this kernel, not every kernel of the project.
            finding = NotCompiled(kernel, syntax, e);
        }
        return new(null, StubOf(kernel, syntax, finding), finding, expressions.Origins);
    }

    private static KernelStub? StubOf(IMethodSymbol kernel, MethodDeclarationSyntax syntax, Finding? finding) =>
        !kernel.IsPartialDefinition || (kernel.PartialImplementationPart is { } written && !Kernels.IsGenerated(written)) || TypeFault(kernel) is not null
            || kernel.ReturnType.TypeKind == TypeKind.Error || kernel.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || syntax.ConstraintClauses.Count > 0
            ? null
            : new(MethodShapes.HintName(kernel), MethodShapes.Of(kernel, syntax, [], []), finding is null ? $"The description of '{kernel.Name}' does not compile." : $"{finding.Descriptor.Id}: {finding.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");

    public static Finding NotCompiled(IMethodSymbol kernel, MethodDeclarationSyntax syntax, Exception e) =>
        BindException.Of(Descriptors.NotCompiled, syntax.Identifier.GetLocation(), kernel.Name, $"{e.GetType().Name}: {e.Message}").Finding!;

    private static KernelModel Bind(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData mark, ExpressionBinder expressions)
    {
        var (declared, pairing, description) = Declare(kernel, syntax, mark);
        var model = Described(declared, description, syntax.Identifier.GetLocation(), expressions);
        pairing.CheckSelections(model);
        return model;
    }

    /// <summary>All of a kernel but what its description computes: nothing in it depends on a body.</summary>
    public static (KernelModel Declared, Pairing Pairing, IMethodSymbol Description) Declare(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData mark)
    {
        var name = syntax.Identifier.GetLocation();
        CheckMethod(kernel, syntax, name);
        CheckTypes(kernel, name);
        Batches.Check(kernel, syntax);
        var description = Descriptions.Find(kernel, mark, name);
        var pairing = new Pairing(kernel, syntax, description);
        var inputs = pairing.Inputs();
        var outputs = pairing.Outputs();
        var declared = new KernelModel(
            kernel.Name, MethodShapes.HintName(kernel), MethodShapes.Of(kernel, syntax, inputs, outputs),
            new([.. inputs]), new([.. outputs]), new([]), new([]), AlgorithmOf(mark), WidthOf(mark), IsSet(mark, "Reproducible"), IsSet(mark, "Parallel"),
            Batches.RowLength(kernel)?.Name);
        return (declared, pairing, description);
    }

    /// <summary>A kernel that has been declared before, as it is now described. Null where no kernel can be made of that: whoever binds all of it says why.</summary>
    public static KernelModel? Redescribe(KernelModel declared, IMethodSymbol description, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            var model = Described(declared, description, Location.None, new(compilation, cancellation));
            return Pairing.SelectionFault(model) is null ? model : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    private static KernelModel Described(KernelModel declared, IMethodSymbol description, Location name, ExpressionBinder expressions)
    {
        var bound = expressions.Describe(description, [.. declared.Inputs.Select(i => (Bound)Expr.Leaf(i.Kind, i.Name))], name);
        var values = Pairing.Values(bound);
        if (values.Count != declared.Outputs.Count || values.Contains(null)) throw BindException.Uncompilable();
        return declared with { Results = new([.. values.OfType<Expr>()]), Variables = new([.. expressions.Variables]) };
    }

    private static Algorithm AlgorithmOf(AttributeData mark) =>
        Option(mark, "Algorithm") is int value && Enum.IsDefined(typeof(Algorithm), value) ? (Algorithm)value : default;

    private static string WidthOf(AttributeData mark) => Option(mark, "Width") switch { 1 => "512", 2 => "256", 3 => "128", 4 => "Scalar", _ => "" };

    private static object? Option(AttributeData mark, string name) => Named(mark, name) is { Kind: TypedConstantKind.Enum, Value: var value } ? value : null;

    private static bool IsSet(AttributeData mark, string name) => Named(mark, name) is { Kind: TypedConstantKind.Primitive, Value: true };

    private static TypedConstant Named(AttributeData mark, string name) => mark.NamedArguments.FirstOrDefault(a => a.Key == name).Value;

    private static void CheckMethod(IMethodSymbol kernel, MethodDeclarationSyntax syntax, Location name)
    {
        string? fault =
            kernel.Parameters.Length > 0 && kernel.Parameters.All(p => Language.Is(p.Type)) ? "is a description: put [Kernel] on a partial method over spans, and leave this one without it"
            : kernel.PartialDefinitionPart is not null || (kernel.PartialImplementationPart is { } written && !Kernels.IsGenerated(written)) ? "has a body already: remove it, the kernel's description takes its place"
            : !kernel.IsPartialDefinition ? "is not partial: declare it 'partial', without a body, and describe it by a method of the same name with Row parameters"
            : kernel.IsGenericMethod ? "has type parameters: a kernel works on float, so remove them"
            : null;
        if (fault is not null) throw BindException.Of(Descriptors.NotPartial, name, kernel.Name, fault);
    }

    private static void CheckTypes(IMethodSymbol kernel, Location name)
    {
        if (TypeFault(kernel) is var (type, fault)) throw BindException.Of(Descriptors.ContainingType, name, type, kernel.Name, fault);
    }

    private static (string Type, string Fault)? TypeFault(IMethodSymbol kernel)
    {
        for (var type = kernel.ContainingType; type is not null; type = type.ContainingType)
        {
            string? fault =
                type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) ? "cannot be continued in another file: move the kernel to a class"
                : type.IsFileLocal ? "is local to its file, and a kernel is generated in another: drop 'file'"
                : !type.DeclaringSyntaxReferences.All(d => d.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword)) ? "is not partial: declare it 'partial'"
                : null;
            if (fault is not null) return (type.Name, fault);
        }
        return null;
    }
}
