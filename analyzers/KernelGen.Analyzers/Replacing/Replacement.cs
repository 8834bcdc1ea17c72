using System.Collections.Immutable;
using System.Globalization;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Replacing;

/// <summary>What a code fix needs to put the call of a kernel in the place of what computes the same; nothing where that is not sure.</summary>
internal static class Replacement
{
    /// <summary>The catalogue's name of the kernel, what stands between 'partial' and its name, its parameters; where the text goes, with {0} for the kernel's name.</summary>
    public const string Entry = nameof(Entry), Returns = nameof(Returns), Parameters = nameof(Parameters), Start = nameof(Start), Length = nameof(Length), Text = nameof(Text);

    /// <summary>The description that is declared with the kernel, where the catalogue has none.</summary>
    public const string Description = nameof(Description);

    /// <summary>
    /// A kernel for the largest formula around a finding that is computed by statements of its own: of the catalogue, or with a
    /// description that says just what the code says, with something better in the finding's place if there is anything.
    /// </summary>
    public static ImmutableDictionary<string, string?> Around(Body body, Expr finding, Expr? better = null)
    {
        foreach (var outer in Enumerable.Reverse(body.Formulas))
        {
            if (!outer.Value.Contains(n => n.Equals(finding)) || !IsOfFloats(body, outer.Value)) continue;
            var formula = better is null ? outer.Value : outer.Value.Substitute(e => e.Equals(finding) ? better : null);
            if ((Catalogue.Find(formula) ?? Described.Of(body, formula)) is { } match && Of(body, outer, match) is { IsEmpty: false } properties) return properties;
        }
        return BodyFinding.NoFix;
    }

    public static ImmutableDictionary<string, string?> Of(Body body, Formula formula, Match match)
    {
        if (!IsOfFloats(body, formula.Value) || Sink.Of(formula) is not { } sink || Region.Of(body, formula, sink) is not { } region) return BodyFinding.NoFix;
        if (Arguments(body, match) is not { } arguments || Call(body, match, arguments, sink) is not { } call) return BodyFinding.NoFix;
        string returns = match.Entry.IsRow ? "void" : sink.Value.Type!.SpecialType == SpecialType.System_Double ? "double" : "float";
        return BodyFinding.NoFix.Add(Entry, match.Entry.Name).Add(Returns, returns).Add(Parameters, ParametersOf(match.Entry)).AddDescription(match)
            .Add(Start, Number(region.Span.Start)).Add(Length, Number(region.Span.Length)).Add(Text, region.Kept + call);
    }

    /// <summary>A loop that adds up a sum, which is used more than once, becomes a call where the variable is declared.</summary>
    /// <param name="addition">What the loop adds, to a variable that is declared just before.</param>
    public static ImmutableDictionary<string, string?> OfLoop(Body body, Formula formula, IAssignmentOperation addition)
    {
        if (formula.Where.Syntax is not StatementSyntax { Parent: BlockSyntax block } loop || !IsOfFloats(body, formula.Value) || (Catalogue.Find(formula.Value) ?? Described.Of(body, formula.Value)) is not { Entry.IsRow: false } match) return BodyFinding.NoFix;
        if (block.Statements.IndexOf(loop) is not (> 0 and var at) || block.Statements[at - 1] is not LocalDeclarationStatementSyntax { Declaration: { Variables: [{ Initializer.Value: LiteralExpressionSyntax } variable] } declaration } first) return BodyFinding.NoFix;
        if (variable.Identifier.ValueText != addition.Target.Syntax.ToString() || Region.Of(body, formula, new(null, addition.Value, loop)) is not { Statements: [var only] } || only != loop || Arguments(body, match) is not { } arguments) return BodyFinding.NoFix;
        return BodyFinding.NoFix.Add(Entry, match.Entry.Name).Add(Returns, "float").Add(Parameters, ParametersOf(match.Entry)).AddDescription(match)
            .Add(Start, Number(first.SpanStart)).Add(Length, Number(loop.Span.End - first.SpanStart)).Add(Text, $"{declaration.Type} {variable.Identifier} = {{0}}({string.Join(", ", Spans(body, match, arguments))});");
    }

    private static ImmutableDictionary<string, string?> AddDescription(this ImmutableDictionary<string, string?> properties, Match match) =>
        match.Entry.Description is { } description ? properties.Add(Description, description) : properties;

    // A list is copied into an array.
    private static IEnumerable<string> Spans(Body body, Match match, List<string> arguments) =>
        arguments.Select((a, i) => i < match.Entry.Rows && !IsSpan(Types.Of(body.Reading.Inputs[match.Arguments[i].Name!].Variable!)!) ? $"{a}.ToArray()" : a);

    /// <summary>A call of TensorPrimitives.SoftMax becomes one of a kernel, argument for argument.</summary>
    public static ImmutableDictionary<string, string?> OfSoftMax(IInvocationOperation call) =>
        Types.Element(call.Arguments[0].Value.Type)?.SpecialType != SpecialType.System_Single ? BodyFinding.NoFix
        : BodyFinding.NoFix.Add(Entry, "Softmax").Add(Returns, "void").Add(Parameters, "ReadOnlySpan<float> x, Span<float> y")
            .Add(Start, Number(call.Syntax.SpanStart)).Add(Length, Number(call.Syntax.Span.Length)).Add(Text, $"{{0}}({string.Join(", ", call.Arguments.Select(a => a.Syntax))})");

    public static bool IsOfFloats(Body body, Expr e) =>
        e.Nodes().Where(n => n.Op == Op.Row && !Reading.Reading.IsUnsure(n)).All(n => body.Reading.Inputs.TryGetValue(n.Name!, out var input) && input.Type?.SpecialType == SpecialType.System_Single);

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string ParametersOf(Entry entry) =>
        string.Join(", ", entry.Parameters.Select((p, i) => i < entry.Rows ? $"ReadOnlySpan<float> {p}" : p == "label" ? $"int {p}" : $"float {p}"))
        + (entry.IsRow ? $", Span<float> {(entry.Parameters.Contains("y") ? "result" : "y")}" : "");

    /// <summary>The inputs as source text: variables and numbers only.</summary>
    private static List<string>? Arguments(Body body, Match match)
    {
        var texts = new List<string>();
        foreach (var argument in match.Arguments)
        {
            if (argument.Op == Op.Constant) texts.Add(((float)argument.Value).ToString("R", CultureInfo.InvariantCulture) + "f");
            else if (argument.Name is { } name && body.Reading.Inputs.TryGetValue(name, out var input) && input.Variable is { } variable && IsPassable(argument, variable)) texts.Add(name);
            else return null;
        }
        return texts;
    }

    private static bool IsPassable(Expr argument, ISymbol variable) => argument.IsRow
        ? Types.Of(variable) is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "IEnumerable" or "List" or "IReadOnlyList" or "IList" }
        : Types.Of(variable)?.SpecialType is SpecialType.System_Single or SpecialType.System_Int32;

    private static string? Call(Body body, Match match, List<string> arguments, Sink sink)
    {
        var rows = match.Arguments.Take(match.Entry.Rows).Select(a => Types.Of(body.Reading.Inputs[a.Name!].Variable!)!).ToList();
        if (!match.Entry.IsRow)
        {
            if (sink.Row is not null || sink.Value.Type?.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double)) return null;
            return Around(sink, $"{{0}}({string.Join(", ", Spans(body, match, arguments))})");
        }
        if (sink.Row is not null)
            return IsSpan(Types.Of(sink.Row)!) && IsFloats(Types.Of(sink.Row)) && rows.TrueForAll(IsSpan) && !IsReadOnly(sink.Row) ? $"{{0}}({string.Join(", ", arguments)}, {sink.Row.Name});" : null;
        // A value: the first row, copied, is turned into the result.
        if (rows.Skip(1).Any(r => !IsSpan(r)) || !IsFloats(sink.Value.Type)) return null;
        string copy = $"{arguments[0]}.ToArray()", rest = string.Concat(arguments.Skip(1).Select(a => $", {a}"));
        if (sink.Statement is ReturnStatementSyntax && !body.Member.DescendantTokens().Any(t => t.ValueText == "result"))
            return $"var result = {copy};\n{{0}}(result{rest}, result);\nreturn result;";
        return sink.Value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && sink.Statement is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 }
            ? local.Type is IArrayTypeSymbol ? $"{Around(sink, copy)}\n{{0}}({local.Name}{rest}, {local.Name});"
                : local.Type is { Name: "IEnumerable" } ? $"var {local.Name} = {copy};\n{{0}}({local.Name}{rest}, {local.Name});" : null
            : null;
    }

    private static bool IsSpan(ITypeSymbol type) => type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" };

    private static bool IsFloats(ITypeSymbol? row) => Types.Element(row)?.SpecialType == SpecialType.System_Single;

    private static bool IsReadOnly(ISymbol variable) => Types.Of(variable) is { Name: "ReadOnlySpan" };

    /// <summary>The statement with another expression in a value's place.</summary>
    private static string Around(Sink sink, string expression)
    {
        int start = sink.Value.Syntax.SpanStart - sink.Statement.SpanStart;
        return sink.Statement.ToString().Remove(start, sink.Value.Syntax.Span.Length).Insert(start, expression);
    }
}
