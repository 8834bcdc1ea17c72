namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>Where a source file is, given what the compiler recorded as its path.</summary>
internal static class SourcePath
{
    /// <summary>
    /// A reproducible build records <c>/_/tests/…</c> in place of the real root; then the file is the longest tail of that
    /// path that exists below a folder above the test's binary.
    /// </summary>
    public static string Resolve(string recorded)
    {
        if (File.Exists(recorded))
            return recorded;
        var parts = recorded.Split('/', '\\');
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
            // A bare file name would match anything, so at least one folder must agree.
            for (var skip = 0; skip < parts.Length - 1; skip++)
            {
                var candidate = Path.Combine([root.FullName, .. parts[skip..].Where(part => part.Length > 0)]);
                if (File.Exists(candidate))
                    return candidate;
            }
        throw new FileNotFoundException($"The source file of a test was recorded as {recorded} and is not there.", recorded);
    }
}
