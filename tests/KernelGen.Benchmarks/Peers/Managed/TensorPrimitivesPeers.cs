using System.Numerics.Tensors;

namespace KernelGen.Benchmarks.Peers;

/// <summary>What the tensor package offers as one call.</summary>
public static class TensorPrimitivesPeers
{
    public const string Name = "tensor-primitives";

    public static IReadOnlyList<Peer> All { get; } =
    [
        Peer.OfRows(Operation.Softmax, Name, on => TensorPrimitives.SoftMax(on.X, on.Y)),
        Peer.OfRows(Operation.SoftmaxTop5, Name, on =>
        {
            TensorPrimitives.SoftMax(on.X, on.Y);
            Decoding.Largest(on.Y);
        }),
    ];
}
