using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using KernelGen.Benchmarks;
using KernelGen.Benchmarks.Bounds;
using KernelGen.Benchmarks.Calibration;
using KernelGen.Benchmarks.Orders;

var bench = new Command("bench", "Runs BenchmarkDotNet on the same peers; its own options follow.") { TreatUnmatchedTokensAsErrors = false };
// The names of the peers in full.
var config = DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60));
bench.SetAction(parsed => { BenchmarkSwitcher.FromTypes([typeof(PeerBenchmarks)]).Run([.. parsed.UnmatchedTokens], config); });

return new RootCommand("How fast KernelGen's kernels are beside what else there is.") { CompareCommand.Create(), BoundsCommand.Create(), CalibrateCommand.Create(), OrdersCommand.Create(), OnceCommand.Create(), bench }.Parse(args).Invoke();
