namespace KernelGen.Analyzers.Tests;

/// <summary>What every source of these tests starts with.</summary>
internal static class Source
{
    public const string Header = """
        using KernelGen;
        using static KernelGen.RowMath;

        """;

    /// <summary>Members of a partial class.</summary>
    public static string Class(string members) => $"{Header}public static partial class Kernels\n{{\n{members}\n}}\n";
}
