using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Racing;

/// <summary>A wrong answer is often a fast one: before a race, every peer must agree with the plain loop.</summary>
internal static class AnswerCheck
{
    // The sums of floats that some peers take are off by more than this in long rows; those would be a test of accuracy, not of sense.
    private const int Longest = 4096;
    private const float Tolerance = 1e-3f;

    public static void Run(IEnumerable<Peer> peers, Workload workload)
    {
        if (workload.N > Longest)
            return;
        foreach (var same in peers.GroupBy(peer => peer.Operation))
        {
            var expected = Answer(LoopPeers.All.Single(peer => peer.Operation == same.Key), workload);
            foreach (var peer in same)
            {
                var actual = Answer(peer, workload);
                for (var i = 0; i < expected.Length; i++)
                    // Written so that a NaN fails.
                    if (!(MathF.Abs(actual[i] - expected[i]) <= Tolerance * (1 + MathF.Abs(expected[i]))))
                        throw new InvalidOperationException($"{peer} is wrong at n = {workload.N}, index {i}: {actual[i]}, not {expected[i]}.");
            }
        }
    }

    // The scalar last. What an operation does not return stays as it was set here, alike for all peers,
    // except that the row of a scalar operation is the peer's scratch.
    private static float[] Answer(Peer peer, Workload workload)
    {
        workload.Y.Clear();
        workload.Scalar = 0;
        peer.Compute(workload);
        float[] row = peer.Operation == Operation.LogSumExp ? [] : workload.Y.ToArray();
        return [.. row, workload.Scalar];
    }
}
