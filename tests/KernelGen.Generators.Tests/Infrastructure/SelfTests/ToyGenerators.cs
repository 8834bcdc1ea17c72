using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Tests.Infrastructure.SelfTests;

/// <summary>For each <c>[Toy] partial class</c>, <c>Twice(x)</c>. Its model is the class's name: all is as it should be.</summary>
public sealed class ToyGenerator : ToyGenerator<string>
{
    protected override string Model(INamedTypeSymbol symbol) => symbol.Name;
}

/// <summary>An array equals only itself, so every edit makes a new model.</summary>
public sealed class RecomputingGenerator : ToyGenerator<string[]>
{
    protected override string[] Model(INamedTypeSymbol symbol) => [symbol.Name];
}

/// <summary>A model that equals its successor and still holds a symbol, three steps down.</summary>
public sealed class LeakingGenerator : ToyGenerator<LeakingGenerator.Leak>
{
    public sealed record Leak(string Name, IReadOnlyList<object> Held)
    {
        public bool Equals(Leak? other) => Name == other?.Name;
        public override int GetHashCode() => Name.GetHashCode();
    }

    protected override Leak Model(INamedTypeSymbol symbol) => new(symbol.Name, [1, symbol]);
}

/// <summary>The leak sits in a step without a name: only the output it feeds betrays it.</summary>
public sealed class LeakingBesideItsNamesGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var nodes = context.SyntaxProvider.CreateSyntaxProvider((node, _) => node is ClassDeclarationSyntax, (found, _) => found.Node);
        var names = nodes.Select((node, _) => node.GetType().Name).WithTrackingName("Names");
        context.RegisterSourceOutput(names, (output, name) => output.AddSource("Names.g.cs", $"// {name}"));
        context.RegisterSourceOutput(nodes, (output, node) => output.AddSource("Nodes.g.cs", $"// {node.RawKind}"));
    }
}

public sealed class NamelessGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.ParseOptionsProvider.Select((_, _) => 1), (output, _) => output.AddSource("A.g.cs", ""));
}

public sealed class ThrowingGenerator : ToyGenerator<string>
{
    protected override string Model(INamedTypeSymbol symbol) => throw new InvalidOperationException("the toy is broken");
}

public abstract class ToyGenerator<TModel> : IIncrementalGenerator
{
    private const string Attribute = "internal sealed class ToyAttribute : System.Attribute;";

    protected abstract TModel Model(INamedTypeSymbol symbol);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output => output.AddSource("Attribute.g.cs", Attribute));
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName("ToyAttribute", (_, _) => true, (found, _) => Model((INamedTypeSymbol)found.TargetSymbol))
            .WithTrackingName("Model");
        var names = models.Select((model, _) => model switch
        {
            string name => name,
            string[] parts => parts[0],
            LeakingGenerator.Leak leak => leak.Name,
            _ => throw new NotSupportedException(),
        }).WithTrackingName("Name");
        context.RegisterSourceOutput(names, (output, name) => output.AddSource($"{name}.g.cs",
            $"partial class {name} {{ public static void Twice(ReadOnlySpan<float> x, Span<float> y) {{ for (var i = 0; i < x.Length; i++) y[i] = 2 * x[i]; }} }}"));
    }
}
