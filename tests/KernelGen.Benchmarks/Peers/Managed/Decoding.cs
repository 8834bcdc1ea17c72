namespace KernelGen.Benchmarks.Peers;

/// <summary>The last step of a language model, as one writes it without a kernel: sort all probabilities, take from the top, draw.</summary>
internal static class Decoding
{
    public const float Temperature = 0.8f, TopP = 0.95f;
    public const int K = 40;

    private static readonly Random s_random = new(1);
    private static int s_seed;

    /// <summary>Another one for each token.</summary>
    public static int Seed() => s_seed++;

    /// <summary>The five largest, sorted, in front of the row: one scan, an insertion for each that is larger than the last of them.</summary>
    public static void Largest(Span<float> row)
    {
        Span<float> values = stackalloc float[Operation.Chosen];
        Span<int> indices = stackalloc int[Operation.Chosen];
        values.Fill(float.NegativeInfinity);
        for (var i = 0; i < row.Length; i++)
        {
            if (!(row[i] > values[^1]))
                continue;
            var at = values.Length - 1;
            for (; at > 0 && values[at - 1] < row[i]; at--)
                (values[at], indices[at]) = (values[at - 1], indices[at - 1]);
            (values[at], indices[at]) = (row[i], i);
        }
        values.CopyTo(row);
    }

    /// <summary>Softmax, Array.Sort, cumulative sum.</summary>
    public static int Sample(ReadOnlySpan<float> logits)
    {
        var p = new float[logits.Length];
        var max = float.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);
        var sum = 0f;
        for (var i = 0; i < p.Length; i++)
        {
            p[i] = MathF.Exp((logits[i] - max) / Temperature);
            sum += p[i];
        }
        var tokens = new int[p.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            p[i] /= -sum; // sorts descending
            tokens[i] = i;
        }
        Array.Sort(p, tokens);
        var (kept, mass) = (0, 0f);
        while (kept < K && mass < TopP)
            mass -= p[kept++];
        var drawn = s_random.NextSingle() * mass;
        var token = 0;
        while (token < kept - 1 && (drawn += p[token]) > 0)
            token++;
        return tokens[token];
    }
}
