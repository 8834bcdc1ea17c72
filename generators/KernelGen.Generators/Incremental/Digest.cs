using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace KernelGen.Generators.Incremental;

/// <summary>A short text that stands for long ones: equal for equal parts, and different for different ones.</summary>
internal static class Digest
{
    public static string Of(IEnumerable<string> parts)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.Unicode.GetBytes(string.Join("\0", parts))));
    }
}

/// <summary>A name for an object of the compiler's that is not looked into: its own, and of no object that comes after it.</summary>
internal static class Identity
{
    private static readonly ConditionalWeakTable<object, string> Names = new();
    private static int _count;

    public static string Of(object thing) => Names.GetValue(thing, static _ => Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
