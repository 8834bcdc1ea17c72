using System.Text.RegularExpressions;

namespace KernelGen.Numerics.Tests.Infrastructure;

/// <summary>
/// What the just-in-time compiler wrote, by its own account: <c>DOTNET_JitStdOutFile</c> names the file, <c>DOTNET_JitDisasm</c> the methods.
/// </summary>
static partial class Listing
{
    /// <summary>A method and its instructions.</summary>
    public sealed record Method(string Class, string Name, string Code)
    {
        /// <summary>512, 256, 128 or Scalar for a loop of a kernel; empty for all else.</summary>
        public string Width => LoopWidth().Match(Name).Groups[1].Value;

        public int Count(Regex instruction) => instruction.Count(Code);
    }

    public static string? File => Environment.GetEnvironmentVariable("DOTNET_JitStdOutFile");

    /// <summary>All that has been written so far. The last pages may still be in the compiler's buffer.</summary>
    public static IReadOnlyList<Method> Read()
    {
        using var stream = new StreamReader(new FileStream(File!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. Header().Split(stream.ReadToEnd()).Skip(1).Chunk(3).Select(part => new Method(part[0], part[1], part[2]))];
    }

    [GeneratedRegex(@"^; Assembly listing for method (\S+?):([^\s(\[]+)[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("_(512|256|128|Scalar)$")]
    private static partial Regex LoopWidth();
}
