namespace KernelGen.Benchmarks.Peers;

/// <summary>ONNX Runtime, through its C interface: a model of one node, on one thread, reading and writing the workload in place.</summary>
internal static unsafe class OnnxRuntimePeers
{
    public const string Name = "onnxruntime";

    public static string? Missing => OnnxRuntime.Missing;

    public static IReadOnlyList<Peer> All { get; } =
    [
        new(Operation.Softmax, Name, on => Node(new("Softmax") { Axis = -1 }, [Matrix(on, "x", on.XAt)], Matrix(on, "y", on.YAt))),
        new(Operation.LogSoftmax, Name, on => Node(new("LogSoftmax") { Axis = -1 }, [Matrix(on, "x", on.XAt)], Matrix(on, "y", on.YAt))),
        new(Operation.LogSumExp, Name, on => Node(new("ReduceLogSumExp") { Axes = 1, KeepDimensions = 0 }, [Matrix(on, "x", on.XAt)], Scalars(on))),
        new(Operation.CrossEntropy, Name, on => Node(
            new("SoftmaxCrossEntropyLoss") { Reduction = "none" }, [Matrix(on, "x", on.XAt), Labels(on)], Scalars(on))),
        new(Operation.SoftmaxTop5, Name, on => Chain(
            [new("Softmax") { Axis = -1 }, new("TopK") { Axis = -1 }], [Matrix(on, "x", on.XAt), Chosen], new OnnxTensor("y", OnnxTensor.Float, [1, Operation.Chosen], (nint)on.YAt)))
        {
            Takes = shape => shape.Rows == 1,
        },
        new(Operation.LayerNorm, Name, on => Node(
            new("LayerNormalization") { Axis = -1, Epsilon = Workload.Epsilon },
            [Matrix(on, "x", on.XAt), Weights(on, "gain", on.GainAt), Weights(on, "bias", on.BiasAt)], Matrix(on, "y", on.YAt))),
        new(Operation.RmsNorm, Name, on => Node(
            new("SimplifiedLayerNormalization") { Axis = -1, Epsilon = Workload.Epsilon },
            [Matrix(on, "x", on.XAt), Weights(on, "gain", on.GainAt)], Matrix(on, "y", on.YAt))),
    ];

    private static readonly long* s_chosen = Constant(Operation.Chosen);

    private static OnnxTensor Chosen => new("k", OnnxTensor.Int64, [1], (nint)s_chosen);

    private static long* Constant(long value)
    {
        var at = (long*)System.Runtime.InteropServices.NativeMemory.Alloc(sizeof(long));
        *at = value;
        return at;
    }

    private static OnnxTensor Matrix(Workload on, string name, float* at) => new(name, OnnxTensor.Float, [on.Shape.Rows, on.Shape.Length], (nint)at);

    private static OnnxTensor Weights(Workload on, string name, float* at) => new(name, OnnxTensor.Float, [on.Shape.Length], (nint)at);

    private static OnnxTensor Scalars(Workload on) => new("scalars", OnnxTensor.Float, [on.Shape.Rows], (nint)on.ScalarsAt);

    private static OnnxTensor Labels(Workload on) => new("labels", OnnxTensor.Int64, [on.Shape.Rows], (nint)on.LabelsAt);

    private static WholeBatch Node(OnnxNode node, OnnxTensor[] inputs, OnnxTensor output) => Chain([node], inputs, output);

    private static WholeBatch Chain(OnnxNode[] nodes, OnnxTensor[] inputs, OnnxTensor output)
    {
        var session = new OnnxRuntime(OnnxModel.Write(nodes, inputs, output), inputs, output);
        return new WholeBatch(session.Run, session.Dispose);
    }
}
