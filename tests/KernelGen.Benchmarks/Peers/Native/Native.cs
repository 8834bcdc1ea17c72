using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>Libraries that may be there or not.</summary>
internal static class Native
{
    /// <summary>Null if the library loads; else what to install.</summary>
    public static string? Missing(string library, string package) =>
        NativeLibrary.TryLoad(library, out _) ? null : $"{library} not found ({package})";

    /// <summary>Every library here returns 0 for success.</summary>
    public static void Check(int status, string what)
    {
        if (status != 0)
            throw new InvalidOperationException($"{what} failed with status {status}");
    }
}
