using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace KernelGen.Benchmarks.Peers;

/// <summary>PyTorch, as its users call it: from Python, in a process of its own that answers a request a sample.</summary>
internal static class TorchPeers
{
    public const string Name = "pytorch";

    private static readonly Lazy<TorchProcess?> s_process = new(TorchProcess.Start);

    public static string? Missing => s_process.Value is null ? "no python3 with torch (Debian package python3-torch)" : null;

    public static IReadOnlyList<Peer> All { get; } =
        [.. Operation.All.Where(operation => operation != Operation.Sample).Select(operation => new Peer(operation, Name, on => new TorchContender(s_process.Value!, operation, on))
        {
            // What is chosen of several rows comes back in one piece.
            Takes = shape => operation != Operation.SoftmaxTop5 || shape.Rows == 1,
        })];

    private sealed class TorchContender : Contender
    {
        private readonly TorchProcess _process;
        private readonly Workload _workload;

        public TorchContender(TorchProcess process, string operation, Workload on)
        {
            (_process, _workload) = (process, on);
            process.Prepare(operation, on);
        }

        /// <summary>The time that the calls took over there.</summary>
        public override Timing Time(int repeats)
        {
            var reply = _process.Ask($"run {repeats}").Split(' ');
            return new(double.Parse(reply[0], CultureInfo.InvariantCulture), reply[1] != "0");
        }

        /// <summary>Also brings the results over.</summary>
        public override void Run(int repeats)
        {
            Time(repeats);
            _process.Answer(_workload);
        }
    }
}

/// <summary>The child and the talk with it.</summary>
internal sealed unsafe class TorchProcess
{
    private readonly Stream _requests, _replies;

    private TorchProcess(Process process) => (_requests, _replies) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);

    /// <summary>Null where there is no PyTorch. The first Python on the path may not be the one that Debian's packages belong to.</summary>
    public static TorchProcess? Start() => new[] { "python3", "/usr/bin/python3" }.Select(Start).FirstOrDefault(child => child is not null);

    private static TorchProcess? Start(string python)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", "Native", "torch_peer.py");
        try
        {
            // It ends when its input does, at the end of this process.
            var process = Process.Start(new ProcessStartInfo(python, script) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var child = new TorchProcess(process);
            return child.ReadLine() == "ready" ? child : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public void Prepare(string operation, Workload on)
    {
        Send(string.Create(CultureInfo.InvariantCulture, $"prepare {operation} {on.Shape.Rows} {on.Shape.Length} {Workload.Epsilon}"));
        _requests.Write(Bytes(on.XAt, on.Shape.Elements));
        _requests.Write(Bytes(on.GainAt, on.Shape.Length));
        _requests.Write(Bytes(on.BiasAt, on.Shape.Length));
        _requests.Write(Bytes(on.LabelsAt, on.Shape.Rows));
        _requests.Flush();
        Expect("ok", ReadLine());
    }

    public string Ask(string request)
    {
        Send(request);
        return ReadLine();
    }

    public void Answer(Workload on)
    {
        var sizes = Ask("answer").Split(' ').Select(int.Parse).ToArray();
        _replies.ReadExactly(Bytes(on.YAt, on.Shape.Elements)[..sizes[0]]);
        _replies.ReadExactly(Bytes(on.ScalarsAt, on.Shape.Rows)[..sizes[1]]);
    }

    private void Send(string request)
    {
        _requests.Write(Encoding.UTF8.GetBytes(request + "\n"));
        _requests.Flush();
    }

    private static void Expect(string expected, string actual)
    {
        if (actual != expected)
            throw new InvalidOperationException($"PyTorch's process answered '{actual}', not '{expected}'");
    }

    // Not through a reader, which would take bytes of what follows the line.
    private string ReadLine()
    {
        var line = new StringBuilder();
        for (int next; (next = _replies.ReadByte()) is not (-1 or '\n');)
            line.Append((char)next);
        return line.ToString();
    }

    private static Span<byte> Bytes<T>(T* at, int count) where T : unmanaged => MemoryMarshal.AsBytes(new Span<T>(at, count));
}
