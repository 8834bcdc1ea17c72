using System.CommandLine;
using BenchmarkDotNet.Running;
using KernelGen.Benchmarks;

var bench = new Command("bench", "Runs BenchmarkDotNet on the same peers; its own options follow.") { TreatUnmatchedTokensAsErrors = false };
bench.SetAction(parsed => { BenchmarkSwitcher.FromTypes([typeof(PeerBenchmarks)]).Run([.. parsed.UnmatchedTokens]); });

return new RootCommand("How fast KernelGen's kernels are beside what else there is.") { CompareCommand.Create(), bench }.Parse(args).Invoke();
