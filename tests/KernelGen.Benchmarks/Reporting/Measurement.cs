namespace KernelGen.Benchmarks.Reporting;

/// <param name="N">A length, or rows x length.</param>
/// <param name="RatioToKernelgen">The peer's time over KernelGen's in the same race; null where KernelGen did not run.</param>
/// <param name="Kept">How many of the samples were taken in the fast state of the clock, without another process in between.</param>
public sealed record Measurement(string Operation, string N, string Peer, double NsPerElement, double? RatioToKernelgen, int Kept, int Samples);
