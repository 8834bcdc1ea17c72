using KernelGen.Catalogue.Tests.Infrastructure;
using static KernelGen.Catalogue.Tests.Numbers.Formula;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>What is chosen and what is sampled, by sorting the whole row.</summary>
static partial class Formulas
{
    static readonly Dictionary<string, Func<Inputs, double[][]>> Choices = new()
    {
        ["Sparsemax.Weights"] = i => Results(Projected(i.Row("x"))),
        ["Sparsemax.Loss"] = i =>
        {
            var (x, p) = (i.Row("x"), Projected(i.Row("x")));
            return Results(p.Select((w, j) => (w * (x[j] - x[Label(i)])) - (w * w / 2)).Sum() + 0.5);
        },
        ["Sparsemax.Gradient"] = i => Results(Projected(i.Row("x")).Select((w, j) => w - (j == Label(i) ? 1 : 0)).ToArray()),
        ["Sparsemax.Entmax"] = i => Results(Entmax(i.Row("x"))),
        ["TopKGating.Gate"] = i => Largest(i.Row("x"), Chosen(i)) is var top ? Results(Softmax(top.Values), Indices(top)) : [],
        ["TopKGating.Renormalized"] = i => Largest(i.Row("x"), Chosen(i)) is var top ? Results(Softmax(top.Values), Indices(top)) : [],
        ["TopKGating.Noisy"] = i => Largest(Map(i.Row("x"), i.Row("deviation"), Normals(i, i.Length), (x, d, z) => x + (z * Softplus(d))), Chosen(i)) is var top ? Results(Softmax(top.Values), Indices(top)) : [],
        ["TopKGating.Balance"] = i => Results(
            i.Row("load").Select((v, j) => v + (Largest(i.Row("x"), Chosen(i)).Indices.Contains(j) ? 1 : 0)).ToArray(), Map(i.Row("importance"), Softmax(i.Row("x")), (v, p) => v + p)),
        ["BatchTopK.Code"] = i => Largest(Map(i.Row("x"), Relu), Chosen(i)) is var top ? Results(i.Row("x").Select((v, j) => top.Indices.Contains(j) ? Relu(v) : 0).ToArray()) : [],
        ["BatchTopK.Inference"] = i => Results(Map(i.Row("x"), v => v > i.Number("threshold") ? v : 0)),
        ["BatchTopK.Smallest"] = i => Results(Largest(i.Row("x"), Chosen(i)).Values.Where(v => v > 0).DefaultIfEmpty(double.PositiveInfinity).Min()),
        ["DualEncoders.Decoupled"] = i =>
        {
            var (x, positive) = (i.Row("x"), (bool[])i["positive"]);
            var negatives = LogSumExp([.. x.Where((_, j) => !positive[j]).Append(double.NegativeInfinity)]);
            return Results(x.Select((v, j) => positive[j] ? Softplus(negatives - v) : 0).ToArray());
        },
        ["SoftSubnetwork.Mask"] = i => Results(Uniforms(i.Length / 2, i.Length).Select((u, j) => Largest(i.Row("scores"), Chosen(i)).Indices.Contains(j) ? 1 : u).ToArray()),
        ["SparseAllocation.Kept"] = i => Largest(Map(i.Row("x"), i.Row("scores"), (v, s) => Math.Abs((float)v * (float)s)), Chosen(i)) is var top
            ? Results(i.Row("x").Select((v, j) => top.Indices.Contains(j) ? v : 0).ToArray()) : [],
        ["GumbelSoftmax.Relaxed"] = i => Results(Softmax(Map(i.Row("x"), Gumbels(i.Length / 2, i.Length), (x, g) => (x + g) / i.Number("temperature")))),
        ["GumbelSoftmax.Hard"] = i => Results(Largest(Map(i.Row("x"), Gumbels(i.Length / 2, i.Length), (x, g) => x + g), 1).Indices[0]),
        ["GumbelSoftmax.WithoutReplacement"] = i => Results(Indices(Largest(Map(i.Row("x"), Gumbels(i.Length / 2, i.Length), (x, g) => x + g), Chosen(i)))),
        ["SoftThinking.Token"] = i =>
        {
            var top = Largest(Map(i.Row("x"), v => v / i.Number("temperature")), Chosen(i));
            var all = Gumbels(i.Length / 2, i.Length);
            double[] g = [.. top.Indices.Select(j => j < 0 ? -1.5 : Math.Clamp(all[j], -1.5, 3))];
            return Results(Softmax(Map(Softmax(top.Values), g, (p, n) => (Math.Log(p) + (i.Number("c") * n)) / i.Number("tau"))), Indices(top), g.Sum(n => -n - Math.Exp(-n)));
        },
        ["SoftThinking.Decode"] = i =>
        {
            var top = Largest(Map(i.Row("x"), v => v / i.Number("temperature")), Chosen(i));
            var (p, g) = (Softmax(top.Values), Gumbels(i.Length / 2, i.Length));
            var kept = Enumerable.Range(0, Chosen(i)).Where(j => top.Indices[j] >= 0 && p.Take(j).Sum() < i.Number("share") && p[j] >= i.Number("epsilon") * p[0]);
            return Results(kept.Select(j => (Score: top.Values[j] + g[top.Indices[j]], Token: top.Indices[j])).Max().Token);
        },
        ["NoisySoftmax.Loss"] = i =>
        {
            var lowered = i.Row("x");
            lowered[Label(i)] -= i.Number("amount") * Math.Abs(Normals(i, i.Length)[Label(i)]);
            return Results(LogSumExp(lowered) - lowered[Label(i)]);
        },
        ["AdaptiveWindow.Keep"] = i => Results(Map(
            Map(i.Row("keep"), Gumbels(i.Length / 2, i.Length), (x, g) => x + g), Map(i.Row("drop"), Gumbels((i.Length / 2) + 1, i.Length), (x, g) => x + g), (a, b) => Sigmoid((a - b) / i.Number("temperature")))),
        ["StochasticNeuron.Fire"] = i => Results(Map(i.Row("x"), Uniforms(i.Length / 2, i.Length), (x, u) => u < Sigmoid(x) ? 1 : 0)),
        ["StochasticNeuron.Reinforce"] = i => Results(Map(i.Row("x"), Uniforms(i.Length / 2, i.Length), (x, u) => ((u < Sigmoid(x) ? 1 : 0) - Sigmoid(x)) * (i.Number("value") - i.Number("prior")))),
        ["LocalSensitivity.Weights"] = i => Results(Softmax(Map(i.Row("x"), i.Row("collision"), (x, c) =>
        {
            double miss = 1 - Math.Pow(c, i.Number("bits")), tables = i.Number("tables");
            return x - Math.Log(1 - Math.Pow(miss, tables) - (tables * (1 - miss) * Math.Pow(miss, tables - 1)));
        }))),
        ["TeacherTop.Divergence"] = i => Largest(i.Row("teacher"), Chosen(i)) is var top ? Results(Divergence(top.Values, [.. top.Indices.Select(j => j < 0 ? double.NegativeInfinity : i.Row("student")[j])])) : [],
    };

    static int Chosen(Inputs i) => Math.Min(3, i.Length);

    static double[] Indices((double[] Values, int[] Indices) top) => Array.ConvertAll(top.Indices, j => (double)j);

    static (double[] Values, int[] Indices) Largest(double[] x, int k)
    {
        var order = Enumerable.Range(0, x.Length).OrderByDescending(j => x[j]).ThenBy(j => j).Take(k).ToList();
        return ([.. order.Select(j => x[j]), .. Enumerable.Repeat(double.NegativeInfinity, k - order.Count)], [.. order, .. Enumerable.Repeat(-1, k - order.Count)]);
    }

    static double[] Projected(double[] x)
    {
        double sum = 0, threshold = 0;
        int k = 0;
        foreach (var d in x.Select(v => v - x.Max()).OrderDescending())
        {
            sum += d;
            k++;
            if (1 + (k * d) > sum) threshold = (sum - 1) / k;
        }
        return Map(x, v => Relu(v - x.Max() - threshold));
    }

    // By halving the interval in which the threshold lies.
    static double[] Entmax(double[] x)
    {
        double low = -1, high = 0;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (x.Sum(v => Math.Pow(Relu(((v - x.Max()) / 2) - middle), 2)) > 1) low = middle; else high = middle;
        }
        return Map(x, v => Math.Pow(Relu(((v - x.Max()) / 2) - high), 2));
    }

    /// <summary>Philox 2x32 by the paper: ten rounds, the counter (index, 0), the key the seed.</summary>
    static (uint First, uint Second) Philox(uint index, uint key)
    {
        uint left = index, right = 0;
        for (var round = 0; round < 10; round++)
        {
            var product = left * 0xD256D193UL;
            (left, right) = ((uint)(product >> 32) ^ key ^ right, (uint)product);
            key += 0x9E3779B9;
        }
        return (left, right);
    }

    static double Unit(uint word) => Math.Min((float)(((word >> 1) + 0.5f) / 2147483648), 0.99999994f);

    static double[] Uniforms(int seed, int n) => [.. Enumerable.Range(0, n).Select(j => Unit(Philox((uint)j, (uint)seed).First))];

    static double[] Gumbels(int seed, int n) => Map(Uniforms(seed, n), u => -Math.Log(-Log1p(-u)));

    static double[] Normals(Inputs i, int n) =>
        [.. Enumerable.Range(0, n).Select(j => Philox((uint)j, (uint)(i.Length / 2)) is var w ? Math.Sqrt(-2 * Math.Log(Unit(w.First))) * Math.Cos(2 * Math.PI * Unit(w.Second)) : 0)];
}
