using System.Globalization;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>
/// Random descriptions on random inputs: the kernel computes what the description does. A few thousand pairs from a fixed seed in every
/// run; as many as wanted, from any seed, by <c>KERNELGEN_SOAK=descriptions[,seed]</c> (<c>KERNELGEN_SHRINK=no</c> leaves failures as large as they are) and <c>-explicit only -method '*SoakTests.Soak'</c>.
/// </summary>
public class SoakTests(ITestOutputHelper output)
{
    private const int InputsEach = 12;

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_kernels_compute_their_descriptions(int seed) => Run(seed, 60);

    [Fact(Explicit = true)]
    public void Soak()
    {
        int[] numbers = [.. (Environment.GetEnvironmentVariable("KERNELGEN_SOAK") ?? "400,1000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        Run(numbers.Length > 1 ? numbers[1] : 1000, numbers[0]);
    }

    private void Run(int seed, int descriptions)
    {
        var random = new Random(seed);
        var run = new SoakRun();
        var failures = new List<Failure>();
        for (int done = 0; done < descriptions; done += SoakRun.Batch)
        {
            var work = Enumerable.Range(0, Math.Min(SoakRun.Batch, descriptions - done)).Select(_ => (Subject.Random(random), Inputs(random))).ToList();
            failures.AddRange(run.Check(work));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
        output.WriteLine($"seed {seed}: {descriptions} descriptions, {run.Pairs} pairs with inputs; {run.Judge.Compared} numbers compared, {run.Judge.Spoilt} were to be NaN, {run.Judge.Unknown} that float cannot know");
        Assert.True(failures.Count == 0, $"{failures.Count} of {descriptions} descriptions fail:\n{string.Join("\n", failures.Select(f => Environment.GetEnvironmentVariable("KERNELGEN_SHRINK") == "no" ? f : Shrinker.Shrink(f)))}");
    }

    private static IReadOnlyList<SoakInputs> Inputs(Random random) =>
    [
        .. Enumerable.Range(0, InputsEach).Select(i => new SoakInputs(
            SoakInputs.AllKinds[random.Next(SoakInputs.AllKinds.Count)], i == 0 && random.Next(6) == 0 ? 5000 : SoakInputs.Lengths[random.Next(SoakInputs.Lengths.Length - 1)], random.Next(1_000_000))),
    ];
}
