using System.Diagnostics;
using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Bounds;

/// <summary>The inner loops of a peer, as the JIT compiles them: a child process runs it once with the JIT's listing switched on.</summary>
internal static class Listing
{
    public static IReadOnlyList<InnerLoop> Of(Peer peer, Shape shape, bool avx512)
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["once", peer.Operation, peer.Name, shape.ToString()]) { RedirectStandardOutput = true };
            start.Environment["DOTNET_JitDisasm"] = "KernelGen.Generated.*:* KernelGen.Benchmarks.Peers.*Peers:*";
            start.Environment["DOTNET_JitStdOutFile"] = file;
            start.Environment["DOTNET_EnableAVX512"] = avx512 ? "1" : "0";
            using (var child = Process.Start(start)!)
                child.WaitForExit();
            return [.. JitMethod.Parse(File.ReadLines(file)).SelectMany(method => method.InnerLoops())];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
