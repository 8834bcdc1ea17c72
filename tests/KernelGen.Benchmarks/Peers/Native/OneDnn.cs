using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>The part of oneDNN's C interface (version 2) that the peers need.</summary>
internal static unsafe partial class OneDnn
{
    public const string Library = "libdnnl.so.2";

    // dnnl_types.h
    public const int Cpu = 1, InOrder = 1, Inference = 96, UseScale = 8, UseShift = 16, Source = 1, Destination = 17, Scale = 51, Shift = 52;

    /// <summary>Bytes that hold the description of any operation here.</summary>
    public const int LargestDescription = 4096;

    private const int Float32 = 3, FormatA = 2, FormatAB = 3, TensorDescription = 1024;

    /// <summary>dnnl_exec_arg_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Argument(int role, nint memory)
    {
        public readonly int Role = role;
        public readonly nint Memory = memory;
    }

    /// <summary>The description of a dense tensor of floats, rows first.</summary>
    public static byte[] Tensor(params ReadOnlySpan<long> dimensions)
    {
        var description = new byte[TensorDescription];
        fixed (byte* d = description)
        fixed (long* sizes = dimensions)
            Native.Check(dnnl_memory_desc_init_by_tag(d, dimensions.Length, sizes, Float32, dimensions.Length == 1 ? FormatA : FormatAB), nameof(dnnl_memory_desc_init_by_tag));
        return description;
    }

    public static nint Memory(byte[] description, nint engine, nint at)
    {
        fixed (byte* d = description)
        {
            Native.Check(dnnl_memory_create(out var memory, d, engine, at), nameof(dnnl_memory_create));
            return memory;
        }
    }

    [LibraryImport("libgomp.so.1")] public static partial void omp_set_num_threads(int count);

    [LibraryImport(Library)] public static partial int dnnl_engine_create(out nint engine, int kind, nuint index);
    [LibraryImport(Library)] public static partial int dnnl_engine_destroy(nint engine);
    [LibraryImport(Library)] public static partial int dnnl_stream_create(out nint stream, nint engine, uint flags);
    [LibraryImport(Library)] public static partial int dnnl_stream_wait(nint stream);
    [LibraryImport(Library)] public static partial int dnnl_stream_destroy(nint stream);

    [LibraryImport(Library)] public static partial int dnnl_softmax_forward_desc_init(byte* operation, int kind, byte* data, int axis);
    [LibraryImport(Library)] public static partial int dnnl_logsoftmax_forward_desc_init(byte* operation, int kind, byte* data, int axis);

    [LibraryImport(Library)]
    public static partial int dnnl_layer_normalization_forward_desc_init(byte* operation, int kind, byte* data, byte* statistics, float epsilon, uint flags);

    [LibraryImport(Library)] public static partial int dnnl_primitive_desc_create(out nint description, byte* operation, nint attributes, nint engine, nint hint);
    [LibraryImport(Library)] public static partial int dnnl_primitive_desc_destroy(nint description);
    [LibraryImport(Library)] public static partial int dnnl_primitive_create(out nint primitive, nint description);
    [LibraryImport(Library)] public static partial int dnnl_primitive_execute(nint primitive, nint stream, int count, Argument* arguments);
    [LibraryImport(Library)] public static partial int dnnl_primitive_destroy(nint primitive);
    [LibraryImport(Library)] public static partial int dnnl_memory_destroy(nint memory);

    [LibraryImport(Library)] private static partial int dnnl_memory_desc_init_by_tag(byte* description, int dimensions, long* sizes, int type, int format);
    [LibraryImport(Library)] private static partial int dnnl_memory_create(out nint memory, byte* description, nint engine, nint at);
}
