namespace KernelGen.Runtime;

/// <summary>What elements are compared with: those at or below it are passed over. While a NaN has to be found, none are.</summary>
internal struct Bar(float value)
{
    private bool _seeksNaN;

    /// <summary>Elements at or below it do not count.</summary>
    public float Value { get; set; } = value;

    /// <summary>What a loop compares with: NaN, which nothing is below, while a NaN has to be found.</summary>
    public readonly float Compared => _seeksNaN ? float.NaN : Value;

    /// <summary>
    /// Whether a part of the row may hold an element that counts: one above the bar, or a NaN. Then the sum of its exponentials is NaN, which
    /// it may be for another reason too.
    /// </summary>
    public bool MayBePassed(float largest, double sum)
    {
        _seeksNaN = double.IsNaN(sum);
        return _seeksNaN || !(largest <= Value);
    }
}
