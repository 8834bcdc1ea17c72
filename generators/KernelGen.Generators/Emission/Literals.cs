using System.Globalization;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Numbers as C# source.</summary>
internal static class Literals
{
    public static string Float(double value)
    {
        float f = (float)value;
        return float.IsNaN(f) ? "float.NaN" : float.IsPositiveInfinity(f) ? "float.PositiveInfinity" : float.IsNegativeInfinity(f) ? "float.NegativeInfinity" : f.ToString("R", CultureInfo.InvariantCulture) + "f";
    }

    public static string Double(double value)
    {
        if (double.IsNaN(value)) return "double.NaN";
        if (double.IsInfinity(value)) return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) >= 0 ? text : text + ".0";
    }

    public static string Int(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Expressions that are whole numbers by their form: compared as such, exactly at any length.</summary>
internal static class Integers
{
    public static bool Are(Expr e) => e.Op switch
    {
        Op.Positions or Op.Position or Op.Length or Op.Room or Op.ChosenAt => true,
        Op.Constant => Math.Abs(e.Value) < 1 << 30 && e.Value == Math.Floor(e.Value),
        Op.Neg => Are(e[0]),
        Op.Add or Op.Sub => Are(e[0]) && Are(e[1]),
        _ => false,
    };
}
