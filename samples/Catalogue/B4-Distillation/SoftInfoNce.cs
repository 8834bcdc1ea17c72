namespace Catalogue.Distillation;

/// <summary>A contrastive loss whose negatives are weighted down where a second row finds them similar.</summary>
/// <paper number="134">Rethinking Negative Pairs in Code Search</paper>
public static partial class SoftInfoNce
{
    /// <passes>2 / 5</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> scores, ReadOnlySpan<float> similarities, int label, float temperature, float alpha, float beta);
    static Scalar Loss(Row scores, Row similarities, Position label, Scalar temperature, Scalar alpha, Scalar beta)
    {
        var likeness = Normalizers.Softmax(similarities / temperature);
        var weight = Select(scores.Positions == label, 1, Max(0.1, (beta - alpha * likeness) / (beta - alpha / scores.Length)));
        return -Log(Exp(scores[label]) / Sum(weight * Exp(scores)));
    }
}
