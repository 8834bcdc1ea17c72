namespace KernelGen.Benchmarks.Peers;

/// <summary>oneDNN 2, through its C interface, on one thread.</summary>
internal static unsafe class OneDnnPeers
{
    public const string Name = "onednn";

    public static string? Missing => Native.Missing(OneDnn.Library, "Debian package libdnnl2");

    public static IReadOnlyList<Peer> All { get; } =
    [
        new(Operation.Softmax, Name, on => Row(on, (operation, matrix) => OneDnn.dnnl_softmax_forward_desc_init(operation, OneDnn.Inference, matrix, 1))),
        new(Operation.LogSoftmax, Name, on => Row(on, (operation, matrix) => OneDnn.dnnl_logsoftmax_forward_desc_init(operation, OneDnn.Inference, matrix, 1))),
        new(Operation.LayerNorm, Name, LayerNorm),
    ];

    private delegate int Describe(byte* operation, byte* matrix);

    private static WholeBatch Row(Workload on, Describe describe)
    {
        var matrix = OneDnn.Tensor(on.Shape.Rows, on.Shape.Length);
        return Primitive(
            operation => { fixed (byte* m = matrix) return describe(operation, m); },
            [new(OneDnn.Source, matrix, on.XAt), new(OneDnn.Destination, matrix, on.YAt)]);
    }

    private static WholeBatch LayerNorm(Workload on)
    {
        var (matrix, row) = (OneDnn.Tensor(on.Shape.Rows, on.Shape.Length), OneDnn.Tensor(on.Shape.Length));
        return Primitive(
            operation =>
            {
                fixed (byte* m = matrix, s = OneDnn.Tensor(on.Shape.Rows))
                    return OneDnn.dnnl_layer_normalization_forward_desc_init(operation, OneDnn.Inference, m, s, Workload.Epsilon, OneDnn.UseScale | OneDnn.UseShift);
            },
            [
                new(OneDnn.Source, matrix, on.XAt), new(OneDnn.Destination, matrix, on.YAt),
                new(OneDnn.Scale, row, on.GainAt), new(OneDnn.Shift, row, on.BiasAt),
            ]);
    }

    private delegate int Initialize(byte* operation);

    private readonly record struct Tensor(int Role, byte[] Description, nint At)
    {
        public Tensor(int role, byte[] description, float* at) : this(role, description, (nint)at)
        {
        }
    }

    private static WholeBatch Primitive(Initialize initialize, Tensor[] tensors)
    {
        OneDnn.omp_set_num_threads(1);
        Native.Check(OneDnn.dnnl_engine_create(out var engine, OneDnn.Cpu, 0), "dnnl_engine_create");
        Native.Check(OneDnn.dnnl_stream_create(out var stream, engine, OneDnn.InOrder), "dnnl_stream_create");

        nint primitive;
        fixed (byte* operation = new byte[OneDnn.LargestDescription])
        {
            Native.Check(initialize(operation), "describing the operation");
            Native.Check(OneDnn.dnnl_primitive_desc_create(out var description, operation, 0, engine, 0), "dnnl_primitive_desc_create");
            Native.Check(OneDnn.dnnl_primitive_create(out primitive, description), "dnnl_primitive_create");
            Native.Check(OneDnn.dnnl_primitive_desc_destroy(description), "dnnl_primitive_desc_destroy");
        }
        OneDnn.Argument[] arguments = [.. tensors.Select(tensor => new OneDnn.Argument(tensor.Role, OneDnn.Memory(tensor.Description, engine, tensor.At)))];

        return new WholeBatch(Execute, Free);

        void Execute()
        {
            fixed (OneDnn.Argument* first = arguments)
                Native.Check(OneDnn.dnnl_primitive_execute(primitive, stream, arguments.Length, first), "dnnl_primitive_execute");
            Native.Check(OneDnn.dnnl_stream_wait(stream), "dnnl_stream_wait");
        }

        void Free()
        {
            OneDnn.dnnl_primitive_destroy(primitive);
            foreach (var argument in arguments)
                OneDnn.dnnl_memory_destroy(argument.Memory);
            OneDnn.dnnl_stream_destroy(stream);
            OneDnn.dnnl_engine_destroy(engine);
        }
    }
}
