using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Every invented description compiles, and its kernel computes what the description itself does.</summary>
public class InventedDescriptionTests
{
    public static TheoryData<string> Names => [.. InventedDescriptions.All.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_kernel_computes_its_description(string name)
    {
        var runner = new CaseRunner([InventedDescriptions.All.Single(c => c.Name == name)]);
        foreach (int length in new[] { 1, 7, 9, 33, 64, 65, 1000, 5000 })
            foreach (float magnitude in new[] { 0.1f, 3, 60 })
                Compare(runner, name, length, magnitude);
    }

    private static void Compare(CaseRunner runner, string name, int length, float magnitude)
    {
        var random = new Random(length);
        float[] row() => [.. Enumerable.Range(0, length).Select(_ => ((random.NextSingle() * 2) - 1) * magnitude)];
        float[] x = row(), z = row();
        bool[] keep = [.. x.Select(_ => random.Next(3) > 0)];
        int k = length / 2;
        const float a = 1.25f, b = -0.5f;
        double[][] expected = runner.Reference(name)(x, z, z, a, b, k, keep), actual = runner.Kernel(name)(x, z, z, a, b, k, keep);
        for (int result = 0; result < expected.Length; result++)
            for (int i = 0; i < expected[result].Length; i++)
            {
                double value = actual[result][i], reference = expected[result][i];
                if (Math.Abs(reference) > float.MaxValue ? !double.IsInfinity(value) : !(Math.Abs(value - reference) <= (1e-5 * Math.Abs(reference)) + Absolute(magnitude, reference)))
                    throw new XunitException($"{name}, {length} elements within ±{magnitude}: result {result}[{i}] is {value:R}, not {reference:R}\n\n{runner.Generated(name)[..3000]}");
            }
    }

    // Differences of elements are known to a float's precision of the elements.
    private static double Absolute(float magnitude, double reference) => double.IsNaN(reference) ? 0 : 1e-6 * Math.Max(1, magnitude);
}
