using System.Collections.Immutable;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>A kernel as bound: its model, or the finding that prevents one; and where its expressions were written.</summary>
internal sealed record BoundKernel(KernelModel? Model, Finding? Finding, IReadOnlyDictionary<Expr, Location> Origins);

/// <summary>Finds the description of a <c>[Kernel]</c> method, pairs parameters and results by name, and binds it.</summary>
internal sealed class KernelBinder
{
    public const string AttributeName = "KernelGen.KernelAttribute";

    private readonly IMethodSymbol _kernel;
    private readonly MethodDeclarationSyntax _syntax;
    private readonly ExpressionBinder _expressions;
    private readonly AttributeData _attribute;

    private KernelBinder(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData attribute, ExpressionBinder expressions) =>
        (_kernel, _syntax, _attribute, _expressions) = (kernel, syntax, attribute, expressions);

    public static BoundKernel Bind(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var expressions = new ExpressionBinder(compilation, cancellation);
        try
        {
            return new(new KernelBinder(kernel, syntax, attribute, expressions).Bind(), null, expressions.Origins);
        }
        catch (BindException e)
        {
            return new(null, e.Finding, expressions.Origins);
        }
    }

    private KernelModel Bind()
    {
        CheckPlace();
        var description = FindDescription();
        var inputs = new List<Input>();
        var arguments = description.Parameters.Select(p => PairInput(p, description, inputs)).ToList();
        if (!inputs.Exists(i => i.Kind == Op.Row)) throw Error(Descriptors.NoRow, _syntax.Identifier.GetLocation(), _kernel.Name);
        var bound = _expressions.Describe(description, arguments, _syntax.Identifier.GetLocation());
        var results = PairOutputs(description, bound, inputs);
        return new(
            _kernel.Name, MethodShapes.HintName(_kernel), MethodShapes.Of(_kernel, _syntax, inputs, [.. results.Select(r => r.Output)]),
            new([.. inputs]), new([.. results.Select(r => r.Output)]), new([.. results.Select(r => r.Value)]), new([.. _expressions.Variables]),
            (Algorithm)(Option("Algorithm") as int? ?? 0), (Option("Width") as int? ?? 0) switch { 1 => "512", 2 => "256", 3 => "128", 4 => "Scalar", _ => "" });
    }

    private object? Option(string name) => _attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    private void CheckPlace()
    {
        if (!_kernel.IsPartialDefinition || _kernel.PartialImplementationPart is { } written && written.DeclaringSyntaxReferences is [var r, ..] && r.GetSyntax() is MethodDeclarationSyntax)
            throw Error(Descriptors.NotPartial, _syntax.Identifier.GetLocation(), _kernel.Name, _kernel.IsPartialDefinition ? "has a body already" : "is not partial");
        for (var type = _kernel.ContainingType; type is not null; type = type.ContainingType)
            if (!type.DeclaringSyntaxReferences.All(d => d.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(m => m.Text == "partial")))
                throw Error(Descriptors.ContainingType, _syntax.Identifier.GetLocation(), type.Name, _kernel.Name);
    }

    private IMethodSymbol FindDescription()
    {
        string name = _attribute.ConstructorArguments is [{ Value: string given }] ? given : _kernel.Name;
        var own = _kernel.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Where(IsDescription).ToList();
        var candidates = own.Count > 0 ? own : Catalogue().GetMembers(name).OfType<IMethodSymbol>().Where(IsDescription).ToList();
        var rows = RowParameters().Select(p => p.Name).ToImmutableHashSet();
        return candidates.Find(c => c.Parameters.Length == InputParameters().Count() && c.Parameters.All(p => _kernel.Parameters.Any(k => k.Name == p.Name)))
            ?? candidates.FirstOrDefault()
            ?? throw Error(Descriptors.NoDescription, _syntax.Identifier.GetLocation(), _kernel.Name, name, _kernel.ContainingType.Name);
    }

    private INamedTypeSymbol Catalogue() => _attribute.AttributeClass!.ContainingAssembly.GetTypeByMetadataName("KernelGen.Normalizers")!;

    private static bool IsDescription(IMethodSymbol method) =>
        method.Parameters.Length > 0 && method.Parameters.All(p => ExpressionBinder.IsLanguage(p.Type)) && method.MethodKind == MethodKind.Ordinary;

    private IEnumerable<IParameterSymbol> RowParameters() => _kernel.Parameters.Where(p => Kinds.Of(p) is ParameterKind.Row or ParameterKind.Mask);

    private IEnumerable<IParameterSymbol> InputParameters() => _kernel.Parameters.Where(p => Kinds.Of(p) is not (ParameterKind.Destination or ParameterKind.Out));

    private Bound PairInput(IParameterSymbol wanted, IMethodSymbol description, List<Input> inputs)
    {
        var parameter = _kernel.Parameters.FirstOrDefault(p => p.Name == wanted.Name)
            ?? throw Error(Descriptors.ParameterMismatch, _syntax.Identifier.GetLocation(),
                $"The description of '{_kernel.Name}' takes '{wanted.Type.Name} {wanted.Name}', and the kernel has no parameter '{wanted.Name}': add '{Kinds.Wanted(wanted.Type.Name)} {wanted.Name}'");
        var (kind, expected) = wanted.Type.Name switch
        {
            "Row" => (Op.Row, ParameterKind.Row),
            "Mask" => (Op.Mask, ParameterKind.Mask),
            "Position" => (Op.Position, ParameterKind.Position),
            _ => (Op.Scalar, ParameterKind.Scalar),
        };
        if (Kinds.Of(parameter) != expected)
            throw Error(Descriptors.ParameterMismatch, Kinds.Location(parameter, _syntax),
                $"'{parameter.Name}' is '{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' in the kernel and '{wanted.Type.Name}' in its description: a {wanted.Type.Name} pairs with {Kinds.Wanted(wanted.Type.Name)}");
        inputs.Add(new(wanted.Name, kind));
        return Expr.Leaf(kind, wanted.Name);
    }

    private List<(Output Output, Expr Value)> PairOutputs(IMethodSymbol description, Bound bound, List<Input> inputs)
    {
        var unused = InputParameters().FirstOrDefault(p => !inputs.Exists(i => i.Name == p.Name));
        if (unused is not null)
            throw Error(Descriptors.ParameterMismatch, Kinds.Location(unused, _syntax), $"The kernel's parameter '{unused.Name}' has no counterpart in its description '{description.Name}': add a parameter of that name, or remove it");
        var elements = description.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Select((e, i) => (Name: e.IsExplicitlyNamedTupleElement ? e.Name : null, Type: e.Type.Name, bound.Items[i].Value)).ToList()
            : [(Name: null, Type: description.ReturnType.Name, Value: bound)];
        var destinations = _kernel.Parameters.Where(p => Kinds.Of(p) is ParameterKind.Destination or ParameterKind.Out).ToList();
        var results = new List<(Output, Expr)>();
        foreach (var (name, type, value) in elements)
        {
            bool isRow = type == "Row";
            var kind = isRow ? ParameterKind.Destination : ParameterKind.Out;
            var destination = name is null ? null : destinations.Find(d => d.Name == name && Kinds.Of(d) == kind);
            bool returned = destination is null && !isRow && !_kernel.ReturnsVoid && !results.Exists(r => r.Item1.Name is null);
            if (destination is null && !returned)
                destination = destinations.Where(d => Kinds.Of(d) == kind && !elements.Exists(e => e.Name == d.Name)).ToList() is [var only] && elements.Count(e => (e.Type == "Row") == isRow) == 1 ? only : null;
            if (destination is null && !returned) throw Error(Descriptors.ResultMismatch, _syntax.Identifier.GetLocation(), Missing(name, isRow));
            if (destination is not null) destinations.Remove(destination);
            results.Add((new(destination?.Name, isRow, isRow ? "float" : Kinds.NumberName(destination?.Type ?? _kernel.ReturnType)), value.Value!));
        }
        if (destinations is [var left, ..]) throw Error(Descriptors.ResultMismatch, Kinds.Location(left, _syntax), $"The description '{description.Name}' has no result '{left.Name}': add one of that name to its tuple, or remove the parameter");
        if (!_kernel.ReturnsVoid && !results.Exists(r => r.Item1.Name is null))
            throw Error(Descriptors.ResultMismatch, _syntax.ReturnType.GetLocation(), $"'{_kernel.Name}' returns a value, but its description has no unnamed Scalar result: return 'void', or add a Scalar to its results");
        if (!_kernel.ReturnsVoid && Kinds.NumberName(_kernel.ReturnType) == "")
            throw Error(Descriptors.ResultMismatch, _syntax.ReturnType.GetLocation(), $"'{_kernel.Name}' returns '{_kernel.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}': a kernel returns float, double, int or nothing");
        return results;
    }

    private string Missing(string? name, bool isRow) =>
        isRow ? $"The row result{(name is null ? "" : $" '{name}'")} of '{_kernel.Name}' has no destination: add a parameter 'Span<float> {name ?? "y"}'"
        : $"The scalar result{(name is null ? "" : $" '{name}'")} of '{_kernel.Name}' has no destination: return float, or add 'out float {name ?? "value"}'";

    private static BindException Error(DiagnosticDescriptor descriptor, Location location, params object[] arguments) => ExpressionBinder.Error(descriptor, location, arguments);
}
