using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Bodies;

namespace KernelGen.Analyzers.Tests.Numerics;

public class TensorSoftMaxTests
{
    [Theory]
    [InlineData("static void F(float[] x) { {|KG1002:TensorPrimitives.SoftMax(x, x)|}; }", "NaN beyond x = 88.72 in float")]
    [InlineData("static void F(ReadOnlySpan<double> x, Span<double> y) { {|KG1002:TensorPrimitives.SoftMax(x, y)|}; }", "709.78 in double")]
    [InlineData("static void F(ReadOnlySpan<Half> x, Span<Half> y) { {|KG1002:TensorPrimitives.SoftMax(x, y)|}; }", "11.09 in Half")]
    // A sampler: the logits sorted, divided by a temperature, put in a temporary.
    [InlineData("record struct Candidate(int Id, float Logit); static float[] F(List<Candidate> all, int k, float temperature) { if (temperature <= 0) throw new ArgumentException(); all.Sort((a, b) => b.Logit.CompareTo(a.Logit)); var temp = new float[k]; for (int i = 0; i < k; i++) temp[i] = all[i].Logit / temperature; {|KG1002:TensorPrimitives.SoftMax(temp, temp)|}; return temp; }")]
    [InlineData("record struct Token(int Id, float Logit); static int F(List<Token> tokens, float temperature, float topP) { var sorted = tokens.OrderByDescending(t => t.Logit).ToArray(); var probabilities = new float[sorted.Length]; for (int i = 0; i < sorted.Length; i++) probabilities[i] = sorted[i].Logit / temperature; {|KG1002:TensorPrimitives.SoftMax(probabilities.AsSpan(), probabilities)|}; float sum = 0; for (int i = 0; i < sorted.Length; i++) { sum += probabilities[i]; if (sum > topP) return sorted[i].Id; } return 0; }")]
    [InlineData("static void F(float[] logits, int vocabulary, int position) { var row = logits.AsSpan(position * vocabulary, vocabulary); {|KG1002:TensorPrimitives.SoftMax(row, row)|}; }")]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Multiply(x, 0.125f, y); {|KG1002:TensorPrimitives.SoftMax(y, y)|}; }")]
    [InlineData("static float[] Model(float[] input) => input; static void F(float[] input) { var logits = Model(input); {|KG1002:TensorPrimitives.SoftMax(logits, logits)|}; }")]
    public Task Fires(string members, params string[] messages) => Code.Fires<TensorSoftMaxAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Subtract(x, TensorPrimitives.Max<float>(x), y); TensorPrimitives.SoftMax(y, y); }")]
    [InlineData("static void F(float[] x) { float max = x.Max(); for (int i = 0; i < x.Length; i++) x[i] -= max; TensorPrimitives.SoftMax(x, x); }")]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Clamp(x, -20f, 20f, y); TensorPrimitives.SoftMax(y, y); }")]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Tanh<float>(x, y); TensorPrimitives.SoftMax(y, y); }")]
    [InlineData("static void F(float[] logProbabilities) { TensorPrimitives.SoftMax(logProbabilities, logProbabilities); }")]
    [InlineData("static void Shift(float[] x) { var m = x.Max(); for (int i = 0; i < x.Length; i++) x[i] -= m; } static void F(float[] x) { Shift(x); TensorPrimitives.SoftMax(x, x); }")]
    [InlineData("static void F(float[] x, float[] y) { float m = x.Max(); for (int i = 0; i < x.Length; i++) y[i] = x[i] - m; TensorPrimitives.SoftMax(y, y); TensorPrimitives.SoftMax(y, y); }")]
    [InlineData("static class Mine { public static void SoftMax(float[] x, float[] y) { } } static void F(float[] x) { Mine.SoftMax(x, x); }")]
    public Task Silent(string members) => Code.Silent(members);
}
