using KernelGen.Generators.Algebra;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>Pairs the parameters and results of a description with those of its kernel, by name.</summary>
internal sealed class Pairing(IMethodSymbol kernel, MethodDeclarationSyntax syntax, IMethodSymbol description)
{
    private readonly Location _name = syntax.Identifier.GetLocation();
    private readonly IParameterSymbol? _rowLength = Batches.RowLength(kernel);

    private bool IsBatch => _rowLength is not null;

    public List<Input> Inputs()
    {
        var inputs = description.Parameters.Select(Input).ToList();
        if (kernel.Parameters.FirstOrDefault(p => IsInput(p) && !inputs.Exists(i => i.Name == p.Name)) is { } unused) throw Unused(unused);
        if (!inputs.Exists(i => i.Kind == Op.Row)) throw Error(Descriptors.NoRow, _name, kernel.Name);
        if (IsBatch && !inputs.Exists(i => i.Varies && i.Kind is Op.Row or Op.Mask))
            throw Batches.Error(_name, $"Every row of '{kernel.Name}' is marked [Broadcast], so nothing tells how many rows there are: remove the mark from those that the rows of the batch have one each of");
        return inputs;
    }

    // What is neither a destination nor an input, such as an array, is taken for whichever of the two has no other.
    private bool IsInput(IParameterSymbol p) => Kinds.Of(p) switch
    {
        ParameterKind.Destination or ParameterKind.Out => false,
        ParameterKind.Unknown => description.Parameters.Any(d => d.Name == p.Name) || !Results().Any(r => r.Name == p.Name || (r.Type == "Row" || IsBatch) && !kernel.Parameters.Any(k => Kinds.Of(k) == ParameterKind.Destination)),
        _ => !Batches.IsRowLength(p),
    };

    private Input Input(IParameterSymbol wanted)
    {
        if (wanted.RefKind is not (RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter))
            throw Error(Descriptors.ParameterMismatch, Descriptions.Place(wanted), $"The description's parameter '{wanted.Name}' is passed by reference: a description only reads, so drop the '{(wanted.RefKind == RefKind.Out ? "out" : "ref")}'");
        var (leaf, kind, type) = Kinds.Wanted(wanted.Type);
        var parameter = kernel.Parameters.FirstOrDefault(p => p.Name == wanted.Name) ?? throw Missing(wanted, kind, type);
        if (parameter.Type.TypeKind == TypeKind.Error) throw BindException.Uncompilable();
        if (Batches.IsRowLength(parameter))
            throw Batches.Error(Kinds.Location(parameter, syntax), $"'{parameter.Name}' is marked [RowLength], and the description takes '{wanted.Type.Name} {wanted.Name}': a description knows the length of its row, 'x.Length'; remove its parameter, or give it another name");
        if (!Kinds.Fits(parameter, kind, IsBatch))
            throw Error(Descriptors.ParameterMismatch, Kinds.Location(parameter, syntax),
                $"'{parameter.Name}' is '{(parameter.RefKind is RefKind.Ref or RefKind.Out ? parameter.RefKind.ToString().ToLowerInvariant() + " " : "")}{Kinds.Text(parameter.Type)}' in the kernel and '{wanted.Type.Name}' in its description: a {wanted.Type.Name} pairs with {type}{OfBatch(parameter, kind)}");
        bool isNumber = Kinds.Each(kind) is not null;
        if (isNumber && Batches.IsBroadcast(parameter))
            throw Batches.Error(Kinds.Location(parameter, syntax), $"'{parameter.Name}' is marked [Broadcast], and is a number in the description: one for all rows is a '{type}', and a span has one for each");
        return new(wanted.Name, leaf, isNumber ? Kinds.Of(parameter) != kind : !Batches.IsBroadcast(parameter));
    }

    private string OfBatch(IParameterSymbol parameter, ParameterKind kind) =>
        Kinds.Each(kind) is not { } each ? "" : IsBatch ? $" or, with one for each row, {each}"
        : Kinds.Fits(parameter, kind, isBatch: true) ? $"; with one for each row of a batch it does with {each}, where a parameter marked [RowLength] says how long a row is" : "";

    private BindException Missing(IParameterSymbol wanted, ParameterKind kind, string type)
    {
        var free = kernel.Parameters.Where(p => Kinds.Fits(p, kind, IsBatch) && !Batches.IsRowLength(p) && !description.Parameters.Any(d => d.Name == p.Name)).ToList();
        string what = $"The description of '{kernel.Name}' takes '{wanted.Type.Name} {wanted.Name}'";
        if (free.Find(p => string.Equals(p.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            return Error(Descriptors.ParameterMismatch, Kinds.Location(other, syntax), $"{what}, and the kernel spells it '{other.Name}': parameters pair by name, so spell both alike");
        if (free is [var only])
            return Error(Descriptors.ParameterMismatch, Kinds.Location(only, syntax), $"{what}, and the kernel calls it '{only.Name}': parameters pair by name, so give both one name");
        return BindException.Fixable(Descriptors.ParameterMismatch, _name, $"{what}, and the kernel has no parameter '{wanted.Name}': add '{type} {wanted.Name}'", Finding.MissingParameter, Source(type, wanted.Name));
    }

    private BindException Unused(IParameterSymbol p) => p.Type.TypeKind == TypeKind.Error ? BindException.Uncompilable()
        : Error(Descriptors.ParameterMismatch, Kinds.Location(p, syntax), Kinds.Of(p) == ParameterKind.Unknown
            ? $"'{p.Name}' is '{Kinds.Text(p.Type)}', which a kernel does not take: inputs are ReadOnlySpan<float>, ReadOnlySpan<bool>, float, double and int, results Span<float>, 'out float' and the return value"
            : $"The kernel's parameter '{p.Name}' has no counterpart in its description '{description.Name}': add '{Language(p)} {p.Name}' to the description, or remove it here{(Kinds.Of(p) == ParameterKind.Position && !IsBatch ? "; if it says how long the rows of a batch are, mark it [RowLength]" : "")}");

    private static string Language(IParameterSymbol p) => Kinds.Of(p) switch { ParameterKind.Row => "Row", ParameterKind.Mask => "Mask", ParameterKind.Position or ParameterKind.Positions => "Position", _ => "Scalar" };

    /// <summary>A result that a description has: what TopK chose is two, of which one is written as whole numbers.</summary>
    private sealed record Wanted(string? Name, string Type, bool? IsIndex = null);

    private List<Wanted> Results() => [.. Elements().SelectMany(e => Description.Language.IsTopK(e.Type) ? new Wanted[] { new("values", "Row", false), new("indices", "Row", true) } : [new(e.Name, e.Type.Name)])];

    private List<(string? Name, ITypeSymbol Type)> Elements() => description.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
        ? [.. tuple.TupleElements.Select(e => (e.IsExplicitlyNamedTupleElement ? e.Name : null, e.Type))]
        : [(null, description.ReturnType)];

    public List<Output> Outputs()
    {
        foreach (var (_, type) in Elements())
        {
            if (type.TypeKind == TypeKind.Error) throw BindException.Uncompilable();
            if (!(Description.Language.Is(type) && type.Name is "Row" or "Scalar") && !Description.Language.IsTopK(type))
                throw Error(Descriptors.ResultMismatch, ResultPlace(), $"The description '{description.Name}' returns {(description.ReturnsVoid ? "nothing" : $"'{Kinds.Text(type)}'")}: the results of a description are Row and Scalar, or a tuple of them{(type.Name == "Mask" ? "; Select(mask, 1, 0) makes a row of a mask" : "")}");
        }
        if (kernel.ReturnType.TypeKind == TypeKind.Error) throw BindException.Uncompilable();
        if (kernel.ReturnsByRef || kernel.ReturnsByRefReadonly || (!kernel.ReturnsVoid && Kinds.NumberName(kernel.ReturnType) == ""))
            throw Error(Descriptors.ResultMismatch, syntax.ReturnType.GetLocation(), $"'{kernel.Name}' returns '{syntax.ReturnType}': a kernel returns float, double, int or nothing, and writes rows to Span<float> parameters");
        return Pair(Results());
    }

    /// <summary>The values of the results, in order; null for what does not compile.</summary>
    public static List<Expr?> Values(Bound bound) => [.. (bound.Value is not null ? [bound.Value] : bound.Items.Select(i => i.Value.Value)).SelectMany(Parts)];

    private static IEnumerable<Expr?> Parts(Expr? value) => value?.Op.IsSelection() == true ? [new Term(value).Values, new Term(value).Indices] : [value];

    public void CheckSelections(KernelModel model)
    {
        if (SelectionFault(model) is var (rule, parameter, fault))
            throw Error(rule, parameter is null ? _name : Kinds.Location(kernel.Parameters.First(p => p.Name == parameter), syntax), fault);
    }

    /// <summary>What chooses elements is told how many, and whole numbers are where they were chosen: else what is wrong, and with which parameter, if it is one.</summary>
    public static (DiagnosticDescriptor Rule, string? Parameter, string Fault)? SelectionFault(KernelModel model)
    {
        var nodes = Expr.Nodes(model.Results).ToList();
        if (nodes.Find(e => e.Op == Op.TopK && e[1].Op == Op.Position && model.Inputs.Any(i => i.Name == e[1].Name && i.Varies)) is { } counted)
            return (Descriptors.Batch, counted[1].Name, $"'{counted[1].Name}' says how many elements are chosen, which is the same for all rows of a batch: write 'int {counted[1].Name}'");
        foreach (var (output, value) in model.Outputs.Zip(model.Results, (o, r) => (o, r)))
            if (output is { IsRow: true, Type: "int" } && !(value.Selection is not null && Integers.Are(value)))
                return (Descriptors.ResultMismatch, output.Name, $"'{output.Name}' is 'Span<int>', which takes the Indices of what TopK has chosen: a row of numbers is written to Span<float>");
        var sized = model.Results.Select(r => r.Selection).ToList();
        return nodes.Find(e => e.Op.IsSelection() && e[1].Op == Op.Room && !sized.Contains(e)) is { } unsized
            ? (Descriptors.ResultMismatch, null, $"'{model.Name}' chooses as many elements of '{unsized[0]}' as a destination holds, and no row of them is a result: say how many with TopK(x, k)") : null;
    }

    private List<Output> Pair(List<Wanted> wanted)
    {
        var free = kernel.Parameters.Where(p => Kinds.Of(p) is ParameterKind.Destination or ParameterKind.Out).ToList();
        var outputs = new List<Output>();
        bool returned = kernel.ReturnsVoid;
        foreach (var result in wanted)
        {
            bool isRow = result.Type == "Row";
            var fitting = free.Where(d => Kinds.Of(d) == (isRow || IsBatch ? ParameterKind.Destination : ParameterKind.Out) && (result.IsIndex is not { } index || Kinds.TakesIndices(d.Type) == index)).ToList();
            var destination = result.Name is null ? null : fitting.Find(d => d.Name == result.Name);
            bool byReturn = destination is null && !isRow && !returned;
            if (destination is null && !byReturn && wanted.Count(w => w.Type == result.Type && w.IsIndex == result.IsIndex) == 1)
                // The only row needs no name, nor does the only scalar: unless the name belongs to another result.
                destination = fitting.Where(d => !wanted.Exists(w => w != result && w.Name == d.Name)).ToList() is [var only] ? only : null;
            if (destination is null && !byReturn) throw NoDestination(result.Name, isRow, fitting);
            if (destination is not null) free.Remove(destination);
            returned |= byReturn;
            outputs.Add(new(destination?.Name, isRow, isRow || IsBatch ? Kinds.TakesIndices(destination!.Type) ? "int" : "float" : Kinds.NumberName(destination?.Type ?? kernel.ReturnType)));
        }
        if (free is [var left, ..])
            throw Error(Descriptors.ResultMismatch, Kinds.Location(left, syntax), $"The description '{description.Name}' has no result for '{left.Name}': add '{(Kinds.Of(left) == ParameterKind.Out ? "Scalar" : IsBatch ? "Row or Scalar" : "Row")} {left.Name}' to the tuple that it returns, or remove the parameter");
        if (!returned)
            throw Error(Descriptors.ResultMismatch, syntax.ReturnType.GetLocation(), $"'{kernel.Name}' returns a value, but its description has no Scalar result left for it: return 'void', or add a Scalar to its results");
        return outputs;
    }

    private BindException NoDestination(string? name, bool isRow, List<IParameterSymbol> free)
    {
        string what = $"The {(isRow ? "row" : "scalar")} result{(name is null ? "" : $" '{name}'")} of '{kernel.Name}' has no destination";
        if (name is null && free.Count > 1) return Error(Descriptors.ResultMismatch, ResultPlace(), $"{what}, but {string.Join(" or ", free.Select(f => $"'{f.Name}'"))}: name it in the tuple that the description returns");
        if (free is [var only])
            return Error(Descriptors.ResultMismatch, Kinds.Location(only, syntax), $"{what}{(name is null ? ": name it in the tuple that the description returns" : $", and the kernel has '{only.Name}': results pair by name, so give both one name")}");
        if (kernel.Parameters.FirstOrDefault(p => Kinds.Of(p) == ParameterKind.Unknown && (p.Name == name || name is null)) is { } wrong)
            return wrong.Type.TypeKind == TypeKind.Error ? BindException.Uncompilable()
                : Error(Descriptors.ResultMismatch, Kinds.Location(wrong, syntax), $"{what}: '{wrong.Name}' is '{Kinds.Text(wrong.Type)}', and a {(isRow ? "row is written to Span<float>" : IsBatch ? "scalar of a batch is written to Span<float>, one for each row" : "scalar is written to 'out float'")}");
        if (!isRow && !IsBatch) return Error(Descriptors.ResultMismatch, _name, $"{what}: return float, or add 'out float {name ?? "value"}'");
        string parameter = name ?? (kernel.Parameters.Any(p => p.Name == "y") ? "result" : "y");
        if (kernel.Parameters.FirstOrDefault(p => p.Name == parameter) is { } taken)
            return Error(Descriptors.ResultMismatch, Kinds.Location(taken, syntax), $"{what}: '{taken.Name}' is '{Kinds.Text(taken.Type)}', and a {(isRow ? "row is" : "scalar of a batch is")} written to Span<float>; an input and a result have names of their own");
        return BindException.Fixable(Descriptors.ResultMismatch, _name, $"{what}: add a parameter 'Span<float> {parameter}'", Finding.MissingParameter, Source("Span<float>", parameter));
    }

    private Location ResultPlace() =>
        description.DeclaringSyntaxReferences is [var r, ..] && r.GetSyntax() is MethodDeclarationSyntax m ? m.ReturnType.GetLocation() : _name;

    private static string Source(string type, string name) => $"{(type.Contains("Span") ? "global::System." : "")}{type} {Names.Escape(name)}";

    private static BindException Error(DiagnosticDescriptor descriptor, Location location, params object[] arguments) => BindException.Of(descriptor, location, arguments);
}
