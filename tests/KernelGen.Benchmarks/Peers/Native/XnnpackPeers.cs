using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>XNNPACK's softmax operator, through its C interface.</summary>
internal static unsafe partial class XnnpackPeers
{
    public const string Name = "xnnpack";
    private const string Library = "libXNNPACK.so.0";

    public static string? Missing => Native.Missing(Library, "Debian package libxnnpack0");

    public static IReadOnlyList<Peer> All { get; } = [new(Operation.Softmax, Name, Softmax)];

    private static WholeBatch Softmax(Workload on)
    {
        var length = (nuint)on.Shape.Length;
        Native.Check(xnn_initialize(0), nameof(xnn_initialize));
        Native.Check(xnn_create_softmax_nc_f32(length, length, length, 0, out var op), nameof(xnn_create_softmax_nc_f32));
        Native.Check(xnn_setup_softmax_nc_f32(op, (nuint)on.Shape.Rows, on.XAt, on.YAt, 0), nameof(xnn_setup_softmax_nc_f32));
        return new WholeBatch(() => Native.Check(xnn_run_operator(op, 0), nameof(xnn_run_operator)), () => xnn_delete_operator(op));
    }

    [LibraryImport(Library)]
    private static partial int xnn_initialize(nint allocator);

    [LibraryImport(Library)]
    private static partial int xnn_create_softmax_nc_f32(nuint channels, nuint inputStride, nuint outputStride, uint flags, out nint op);

    [LibraryImport(Library)]
    private static partial int xnn_setup_softmax_nc_f32(nint op, nuint batch, float* input, float* output, nint threads);

    [LibraryImport(Library)]
    private static partial int xnn_run_operator(nint op, nint threads);

    [LibraryImport(Library)]
    private static partial int xnn_delete_operator(nint op);
}
