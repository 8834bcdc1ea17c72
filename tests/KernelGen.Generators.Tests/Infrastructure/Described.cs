using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>From C# text to what the compiler makes of it, without running a generator.</summary>
internal static class Described
{
    /// <summary>A description's expression over rows x, y, w, scalars a, b, a position k and a mask keep: <c>Exp(x) / Sum(Exp(x))</c>.</summary>
    public static Expr Expression(string description)
    {
        var compilation = Compilation($"static Row Description(Row x, Row y, Row w, Scalar a, Scalar b, Position k, Mask keep) => {description};");
        var method = Methods(compilation).Single();
        var arguments = method.Parameters.Select(p => (Bound)Expr.Leaf(Enum.Parse<Op>(p.Type.Name), p.Name)).ToList();
        return new ExpressionBinder(compilation, TestContext.Current.CancellationToken).Describe(method, arguments, Location.None).Value!;
    }

    /// <summary>The first kernel among the members of a class, compiled.</summary>
    public static CompiledKernel Kernel(string members) => Compiler.Compile(Model(members));

    /// <summary>The first kernel among the members of a class, bound.</summary>
    public static KernelModel Model(string members)
    {
        var compilation = Compilation(members);
        var kernel = Methods(compilation).First(m => m.GetAttributes().Length > 0);
        var syntax = (MethodDeclarationSyntax)kernel.DeclaringSyntaxReferences[0].GetSyntax();
        var bound = KernelBinder.Bind(kernel, syntax, kernel.GetAttributes()[0], compilation, TestContext.Current.CancellationToken);
        return bound.Model ?? throw new XunitException(bound.Finding!.ToDiagnostic().ToString());
    }

    private static CSharpCompilation Compilation(string members) => TestCompilation.Create($$"""
        using KernelGen;
        using static KernelGen.RowMath;
        public static partial class Test { {{members}} }
        """);

    private static IEnumerable<IMethodSymbol> Methods(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Test")!.GetMembers().OfType<IMethodSymbol>();
}
