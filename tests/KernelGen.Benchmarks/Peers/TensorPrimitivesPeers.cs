using System.Numerics.Tensors;

namespace KernelGen.Benchmarks.Peers;

/// <summary>What the tensor package offers as one call.</summary>
public static class TensorPrimitivesPeers
{
    public static IReadOnlyList<Peer> All { get; } =
    [
        new(Operation.Softmax, "tensor-primitives", on => TensorPrimitives.SoftMax(on.X, on.Y)),
    ];
}
