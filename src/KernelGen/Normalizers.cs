using static KernelGen.RowMath;

namespace KernelGen;

/// <summary>
/// The catalogue: descriptions a kernel can name, <c>[Kernel] public static partial void Softmax(…)</c>, and others can call.
/// Each is the plain mathematics; the compiler finds the stable form, and none needs a subtracted maximum here.
/// </summary>
public static class Normalizers
{
    // Weights: rows that sum to one.

    /// <summary>e^x / Σ e^x. The softmax (Bridle 1990); the Boltzmann distribution of physics.</summary>
    public static Row Softmax(Row x) => Exp(x) / Sum(Exp(x));

    /// <summary>softmax(x / T). A temperature T above 1 flattens, below 1 sharpens (Hinton, Vinyals, Dean 2015).</summary>
    public static Row SoftmaxWithTemperature(Row x, Scalar temperature) => Softmax(x / temperature);

    /// <summary>softmax(x) over the kept elements; the others weigh 0.</summary>
    public static Row MaskedSoftmax(Row x, Mask keep) => Softmax(Select(keep, x, NegativeInfinity));

    /// <summary>softmax(x + bias): additive masks and relative position biases (Shaw et al. 2018; Press et al. 2022).</summary>
    public static Row BiasedSoftmax(Row x, Row bias) => Softmax(x + bias);

    /// <summary>softmax(c·tanh(x / c)): logits kept within ±c (Gemma 2, 2024).</summary>
    public static Row SoftcapSoftmax(Row x, Scalar cap) => Softmax(cap * Tanh(x / cap));

    /// <summary>softmax(s·log(n)·x): attention that does not fade with the length n (Nakanishi 2025, "Scalable-Softmax").</summary>
    public static Row ScalableSoftmax(Row x, Scalar s) => Softmax(s * Log(x.Length) * x);

    /// <summary>
    /// softmax(β·x), β a polynomial of the entropy above entropy 1/2, at least 1
    /// (Veličković et al. 2024, "softmax is not enough (for sharp out-of-distribution)").
    /// </summary>
    public static Row AdaptiveTemperature(Row x)
    {
        var h = Entropy(x);
        var beta = Select(h > 0.5, Max(1, -0.037 * h * h * h * h + 0.481 * h * h * h - 2.3 * h * h + 4.917 * h - 1.791), 1);
        return Softmax(beta * x);
    }

    /// <summary>relu(e^x − 1) / (Σ |e^x − 1| + 1e-8): softmax without a sink, weights may all be 0 (Zuhri et al. 2025, "Softpick").</summary>
    public static Row Softpick(Row x) => Relu(Exp(x) - 1) / (Sum(Abs(Exp(x) - 1)) + 1e-8);

    /// <summary>s(x) / Σ s(x), s(x) = x + 1 from 0 on, 1 / (1 − x) below (Prieto et al. 2025, "Grokking at the Edge of Numerical Stability").</summary>
    public static Row StableMax(Row x)
    {
        var s = Select(x >= 0, x + 1, 1 / (1 - x));
        return s / Sum(s);
    }

    /// <summary>σ(x) / Σ σ(x): gates shared out, as in mixtures of experts (DeepSeek-V3, 2024).</summary>
    public static Row SigmoidNormalized(Row x) => Sigmoid(x) / Sum(Sigmoid(x));

    /// <summary>softplus(x) / Σ softplus(x).</summary>
    public static Row SoftplusNormalized(Row x) => Softplus(x) / Sum(Softplus(x));

    /// <summary>relu(x − τ), τ such that the weights sum to 1: the nearest row of weights to x, most of them 0 (Martins and Astudillo 2016).</summary>
    public static Row Sparsemax(Row x) => Relu(x - Threshold(x));

    /// <summary>(relu(x − τ) / 2)², τ such that the weights sum to 1: between softmax and sparsemax (Peters, Niculae, Martins 2019).</summary>
    public static Row Entmax15(Row x) => Square(Relu(x - Threshold(x, 2, 4)) / 2);

    // The largest of a row, chosen in the sweep that sums it.

    /// <summary>The k largest elements and their indices, k the length of the destinations.</summary>
    public static (Row values, Row indices) TopKOf(Row x)
    {
        var top = TopK(x);
        return (top.Values, top.Indices);
    }

    /// <summary>The k largest weights of the softmax and their indices; no row of weights is written (Milakov and Gimelshein 2018).</summary>
    public static (Row values, Row indices) SoftmaxTopK(Row x, Position k)
    {
        var top = TopK(Softmax(x), k);
        return (top.Values, top.Indices);
    }

    /// <summary>Softmax among the k largest, and their indices: the gate of a mixture of experts (Shazeer et al. 2017).</summary>
    public static (Row weights, Row indices) TopKGate(Row x, Position k)
    {
        var top = TopK(x, k);
        return (Softmax(top.Values), top.Indices);
    }

    /// <summary>
    /// Softmax over the nucleus: the fewest of the largest probabilities that reach topP together, renormalised, the others 0 (Holtzman et al.
    /// 2020, top-p). All of equal elements are kept, or none.
    /// </summary>
    public static Row TopP(Row x, Scalar topP) => Softmax(Select(x < Nucleus(x, topP), NegativeInfinity, x));

    /// <summary>Softmax over the elements with at least minP times the largest probability, the others 0 (Nguyen et al. 2024, min-p).</summary>
    public static Row MinP(Row x, Scalar minP) => Softmax(Select(x < Max(x) + Log(minP), NegativeInfinity, x));

    /// <summary>
    /// The index of a token of the nucleus of x / T, over the whole row, drawn by the largest of logit and Gumbel noise
    /// (Holtzman et al. 2020, top-p).
    /// </summary>
    public static Scalar SampleTopP(Row x, Scalar temperature, Scalar topP, Position seed)
    {
        var logits = x / temperature;
        return ArgMax(Select(logits < Nucleus(logits, topP), NegativeInfinity, logits) + Gumbel(seed));
    }

    /// <summary>
    /// The index of a token, drawn as a language model's decoder does: among the k largest of x / T, of these the fewest whose probability
    /// reaches topP, of these the ones with at least minP times the largest probability; by the largest of logit and Gumbel noise.
    /// </summary>
    public static Scalar SampleToken(Row x, Scalar temperature, Position k, Scalar topP, Scalar minP, Position seed)
    {
        var top = TopK(x / temperature, k);
        var p = Softmax(top.Values);
        var keep = CumulativeSum(p) - p < topP & p >= minP * p[0];
        return top.Indices[ArgMax(Select(keep, top.Values, NegativeInfinity) + top.Of(Gumbel(seed)))];
    }

    /// <summary>The index of a sample of the softmax, by the largest of logit and Gumbel noise (Gumbel 1954; Maddison, Tarlow, Minka 2014).</summary>
    public static Scalar GumbelMax(Row x, Position seed) => ArgMax(x + Gumbel(seed));

    /// <summary>softmax((x + g) / T), g Gumbel noise: a relaxed sample (Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017).</summary>
    public static Row GumbelSoftmax(Row x, Scalar temperature, Position seed) => Softmax((x + Gumbel(seed)) / temperature);

    // Logarithms and losses.

    /// <summary>x − log Σ e^x, the logarithm of the softmax.</summary>
    public static Row LogSoftmax(Row x) => x - LogSumExp(x);

    /// <summary>log Σ e^x: the smooth maximum, the log-partition function.</summary>
    public static Scalar LogSumExp(Row x) => Log(Sum(Exp(x)));

    /// <summary>The softmax and the log-sum-exp it was divided by, which a backward pass or a merge of blocks needs.</summary>
    public static (Row y, Scalar lse) SoftmaxWithLogSumExp(Row x) => (Softmax(x), LogSumExp(x));

    /// <summary>−T·log Σ e^(x/T): the free energy (Liu et al. 2020, "Energy-based Out-of-distribution Detection").</summary>
    public static Scalar Energy(Row x, Scalar temperature) => -temperature * LogSumExp(x / temperature);

    /// <summary>−log softmax(logits)[label]: the cross-entropy with a single right answer.</summary>
    public static Scalar CrossEntropy(Row logits, Position label) => LogSumExp(logits) - logits[label];

    /// <summary>The cross-entropy and its gradient by the logits, softmax − one-hot.</summary>
    public static (Scalar loss, Row gradient) CrossEntropyWithGradient(Row logits, Position label) =>
        (CrossEntropy(logits, label), Softmax(logits) - OneHot(logits, label));

    /// <summary>The cross-entropy against (1 − ε)·one-hot + ε/n (Szegedy et al. 2016, label smoothing).</summary>
    public static Scalar SmoothedCrossEntropy(Row logits, Position label, Scalar smoothing) =>
        LogSumExp(logits) - (1 - smoothing) * logits[label] - smoothing * Mean(logits);

    // What a softmax knows: with p = softmax(x).

    /// <summary>−Σ p·log p, in nats (Shannon 1948).</summary>
    public static Scalar Entropy(Row x)
    {
        var p = Softmax(x);
        return -Sum(p * Log(p));
    }

    /// <summary>Σ p·(log p − log q), p and q the softmaxes of a and b (Kullback and Leibler 1951).</summary>
    public static Scalar KullbackLeibler(Row a, Row b)
    {
        var p = Softmax(a);
        var q = Softmax(b);
        return Sum(p * (Log(p) - Log(q)));
    }

    /// <summary>Σ x·e^(βx) / Σ e^(βx): a mean that leans to the maximum, the Boltzmann operator (Asadi and Littman 2017).</summary>
    public static Scalar BoltzmannMean(Row x, Scalar beta) => Sum(x * Exp(beta * x)) / Sum(Exp(beta * x));

    // Rows brought to a common scale.

    /// <summary>1 at the label, 0 elsewhere.</summary>
    public static Row OneHot(Row x, Position label) => Select(x.Positions == label, 1, 0);

    /// <summary>(x − mean) / √(variance + ε): layer normalisation without its affine part (Ba, Kiros, Hinton 2016).</summary>
    public static Row Standardize(Row x, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon);

    /// <summary>weight·x / √(mean(x²) + ε) (Zhang and Sennrich 2019, "Root Mean Square Layer Normalization").</summary>
    public static Row RmsNorm(Row x, Row weight, Scalar epsilon) => weight * x * Rsqrt(Mean(Square(x)) + epsilon);

    /// <summary>x / √Σx², a row of length one.</summary>
    public static Row L2Normalize(Row x) => x / Norm(x);

    /// <summary>(x − min) / (max − min), onto 0 … 1.</summary>
    public static Row MinMaxScale(Row x) => (x - Min(x)) / (Max(x) - Min(x));
}
