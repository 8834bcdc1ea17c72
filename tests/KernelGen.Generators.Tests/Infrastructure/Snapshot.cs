using System.Runtime.CompilerServices;
using KernelGen.Testing;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>
/// Compares a text with <c>TestClass.TestMethod.verified.cs</c> beside the test. What differs is written to
/// <c>….received.cs</c> and shown as a diff. <c>KERNELGEN_ACCEPT=1</c> accepts every text as it is.
/// </summary>
public static class Snapshot
{
    public const string AcceptVariable = "KERNELGEN_ACCEPT";

    /// <param name="member">A theory passes its own: <c>member: $"Plan.{name}"</c>.</param>
    public static void Match(
        string actual,
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = "",
        string extension = "cs")
    {
        var source = SourcePath.Resolve(file);
        var stem = Path.Combine(Path.GetDirectoryName(source)!, $"{Path.GetFileNameWithoutExtension(source)}.{member}");
        Match(actual, stem, extension, Environment.GetEnvironmentVariable(AcceptVariable) == "1");
    }

    internal static void Match(string actual, string stem, string extension, bool accept)
    {
        var verified = $"{stem}.verified.{extension}";
        var received = $"{stem}.received.{extension}";
        actual = LineDiff.Normalize(actual);

        var expected = File.Exists(verified) ? LineDiff.Normalize(File.ReadAllText(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }
        if (accept)
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        throw new XunitException(expected is null
            ? $"No snapshot yet: {verified}\nAccept with {AcceptVariable}=1, or copy {Path.GetFileName(received)}:\n\n{actual}"
            : $"{verified} differs (- verified, + received; accept with {AcceptVariable}=1):\n\n{LineDiff.Describe(expected, actual)}");
    }
}
