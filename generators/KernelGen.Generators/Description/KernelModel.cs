using KernelGen.Generators.Algebra;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Description;

/// <summary>The partial method that a kernel implements, as source text: all that is needed to write its other half.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">Headers of the containing types, outermost first: <c>partial class Kernels&lt;T&gt;</c>.</param>
/// <param name="Header">Modifiers, return type, name, type parameters and parameters.</param>
/// <param name="Arguments">The arguments of the call to the kernel's body, in the order of inputs and outputs.</param>
/// <param name="Documentation">The declaration's own XML documentation, line by line.</param>
internal sealed record MethodShape(string Namespace, EquatableArray<string> Types, string Header, EquatableArray<string> Arguments, bool Returns, EquatableArray<string> Documentation);

/// <summary>A bound kernel: nothing of it refers to Roslyn, and equal models compile to equal text.</summary>
/// <param name="RowLength">Of a kernel of batches, the parameter that says how long a row is.</param>
internal sealed record KernelModel(
    string Name, string HintName, MethodShape Method, EquatableArray<Input> Inputs, EquatableArray<Output> Outputs, EquatableArray<Expr> Results, EquatableArray<NamedExpr> Variables, Algorithm Algorithm, string Width, bool Reproducible, bool Parallel, string? RowLength);

/// <summary>A kernel that could not be bound or compiled, and why: its method is implemented all the same, by an exception.</summary>
internal sealed record KernelStub(string HintName, MethodShape Method, string Reason);
