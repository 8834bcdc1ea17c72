using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Names of the references to rows, from which loops read and to which they write: the parameter's own name.</summary>
internal static class References
{
    public static string Of(Expr row) => Of(row.Name!);

    public static string Of(string row) => Names.Escape(row);
}
