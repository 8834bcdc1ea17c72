using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Names of the references to rows, from which loops read and to which they write: the parameter's own name.</summary>
internal static class References
{
    public static string Of(Expr row) => row.Op switch
    {
        Op.Chosen => row[0].Name + "Values",
        Op.ChosenAt => row[0].Name + "Indices",
        _ => Of(row.Name!),
    };

    /// <summary>The C# type of a row's elements.</summary>
    public static string TypeOf(Expr row) => row.Op == Op.Mask || (row.Op == Op.At && row.Value == 1) ? "bool" : row.Op == Op.ChosenAt ? "int" : "float";

    public static string Of(string row) => Names.Escape(row);
}
