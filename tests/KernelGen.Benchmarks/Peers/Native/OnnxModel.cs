using System.Text;

namespace KernelGen.Benchmarks.Peers;

/// <param name="At">Where its elements are, rows first.</param>
internal sealed record OnnxTensor(string Name, int Type, long[] Dimensions, nint At)
{
    // TensorProto.DataType, and ONNXTensorElementDataType
    public const int Float = 1, Int64 = 7;

    public long Bytes => Dimensions.Aggregate(1L, (product, size) => product * size) * (Type == Float ? sizeof(float) : sizeof(long));
}

/// <summary>A node of a graph; attributes that are null are left out.</summary>
internal sealed record OnnxNode(string Type)
{
    public long? Axis { get; init; }
    public long? Axes { get; init; }
    public long? KeepDimensions { get; init; }
    public float? Epsilon { get; init; }
    public string? Reduction { get; init; }
}

/// <summary>A model of a chain of nodes in ONNX's format: protocol-buffer fields by the numbers of onnx.proto, operators of set 17.</summary>
internal static class OnnxModel
{
    private const int FloatAttribute = 1, IntAttribute = 2, StringAttribute = 3, IntsAttribute = 7;

    /// <param name="nodes">Each takes what the one before it gives and, the first all but the last, the inputs that are left.</param>
    /// <param name="inputs">Those of the graph.</param>
    /// <param name="output">That of the graph: the first of the last node.</param>
    public static byte[] Write(IReadOnlyList<OnnxNode> nodes, IReadOnlyList<OnnxTensor> inputs, OnnxTensor output) =>
    [
        .. Number(1, 8), // ir_version
        .. Message(8, [.. Text(1, ""), .. Number(2, 17)]), // opset_import
        .. Message(7, // graph
        [
            .. nodes.SelectMany((node, i) => Message(1, Node(node, Inputs(nodes, inputs, i), i == nodes.Count - 1 ? output.Name : node.Type))),
            .. Text(2, nodes[0].Type),
            .. inputs.SelectMany(input => Message(11, Value(input))),
            .. Message(12, Value(output)),
        ]),
    ];

    // A node after the first takes one input of its own beside the result before it.
    private static IEnumerable<string> Inputs(IReadOnlyList<OnnxNode> nodes, IReadOnlyList<OnnxTensor> inputs, int node)
    {
        var first = inputs.Count - (nodes.Count - 1);
        return node == 0 ? inputs.Take(first).Select(input => input.Name) : [nodes[node - 1].Type, inputs[first + node - 1].Name];
    }

    private static byte[] Node(OnnxNode node, IEnumerable<string> inputs, string output) =>
    [
        .. inputs.SelectMany(input => Text(1, input)),
        .. Text(2, output),
        .. node.Type == "TopK" ? Text(2, "indices") : [],
        .. Text(4, node.Type),
        .. node.Axis is { } axis ? Attribute("axis", IntAttribute, Number(3, axis)) : [],
        .. node.Axes is { } axes ? Attribute("axes", IntsAttribute, Number(8, axes)) : [],
        .. node.KeepDimensions is { } keep ? Attribute("keepdims", IntAttribute, Number(3, keep)) : [],
        .. node.Epsilon is { } epsilon ? Attribute("epsilon", FloatAttribute, [.. Key(2, 5), .. BitConverter.GetBytes(epsilon)]) : [],
        .. node.Reduction is { } reduction ? Attribute("reduction", StringAttribute, Text(4, reduction)) : [],
    ];

    private static byte[] Attribute(string name, int type, byte[] value) => Message(5, [.. Text(1, name), .. value, .. Number(20, type)]);

    private static byte[] Value(OnnxTensor tensor)
    {
        byte[] shape = [.. tensor.Dimensions.SelectMany(size => Message(1, Number(1, size)))];
        return [.. Text(1, tensor.Name), .. Message(2, Message(1, [.. Number(1, tensor.Type), .. Message(2, shape)]))];
    }

    private static byte[] Number(int field, long value) => [.. Key(field, 0), .. Varint((ulong)value)];

    private static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Message(int field, byte[] content) => [.. Key(field, 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Key(int field, int wire) => Varint((ulong)(field << 3 | wire));

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
