using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>A selection that keeps single elements above a bar.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKeeping
{
    /// <summary>Elements at or below it add nothing; NaN while a NaN has to be found.</summary>
    float Bar { get; }

    /// <summary>
    /// Whether a part of the row may hold an element that counts, by its largest element and the sum of its exponentials: that is NaN where an
    /// element is, which then is sought among all of them.
    /// </summary>
    bool MayGrow(float largest, double sum);

    /// <summary>Keeps an element for now.</summary>
    void Add(float value);

    /// <summary>An element of the row is at or above <paramref name="value"/>.</summary>
    void Raise(float value);
}

/// <summary>
/// The largest v such that the elements from v on have together Σ e^x of e^t and more: the smallest logit of the nucleus (Holtzman et al.
/// 2020, "The Curious Case of Neural Text Degeneration"). No row is sorted:
/// <list type="number">
/// <item>as soon as what is kept has the mass, its v is a bar, and the elements at or below it are dropped by one comparison</item>
/// <item>v is found as the median is (Hoare 1961), by weight: of two parts about a pivot only the one that holds v is looked at again</item>
/// </list>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Nucleus : IKeeping
{
    /// <summary>The elements that are kept without allocating.</summary>
    public const int Room = 1024;

    private readonly double _logMass;
    private Kept _kept;
    private Bar _bar;
    private bool _isInvalid;

    /// <summary>No element yet. The mass is given by its logarithm; the room is that of <see cref="Room"/> elements.</summary>
    public Nucleus(double logMass, Span<float> room)
    {
        _logMass = logMass;
        _kept = new(room);
        _bar = new(float.NegativeInfinity);
        Value = double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public readonly float Bar => _bar.Compared;

    /// <summary>v, once the row is finished; −∞ where all elements have less than the mass, +∞ for a row that is empty or masked everywhere, NaN for one with NaN or +∞.</summary>
    public double Value { get; private set; }

    /// <inheritdoc/>
    public void Add(float value)
    {
        if (!float.IsFinite(value)) _isInvalid |= value != float.NegativeInfinity;
        if (!(value > _bar.Value)) return;
        if (_kept.IsFull) Shrink();
        if (value > _bar.Value) _kept.Add(value);
    }

    /// <inheritdoc/>
    public bool MayGrow(float largest, double sum) => _bar.MayBePassed(largest, sum) && !_isInvalid;

    /// <inheritdoc/>
    public void Raise(float value)
    {
        // One element may have the mass alone; it has yet to be kept itself.
        if (value >= _logMass) _bar.Value = Math.Max(_bar.Value, float.BitDecrement(value));
    }

    /// <summary>Finds v.</summary>
    public void Finish()
    {
        if (_isInvalid || double.IsNaN(_logMass)) Value = double.NaN;
        else if (!_kept.Items.IsEmpty) Value = Smallest();
        _kept.Return();
    }

    private void Shrink()
    {
        _bar.Value = Math.Max(_bar.Value, Smallest());
        // The elements that are v stay: their mass counts.
        _kept.Shrink(float.BitDecrement(_bar.Value));
    }

    /// <summary>v of what is kept, −∞ if that has less than the mass; the order of what is kept changes.</summary>
    private readonly float Smallest()
    {
        var rest = _kept.Items;
        double missing = 1; // of e^t
        while (!rest.IsEmpty)
        {
            float pivot = Middle(rest[0], rest[rest.Length / 2], rest[^1]);
            int above = 0, below = rest.Length;
            double larger = 0, equal = 0;
            for (int i = 0; i < below;)
            {
                float value = rest[i];
                double mass = value < pivot ? 0 : Math.Exp(value - _logMass);
                if (value > pivot)
                {
                    larger += mass;
                    (rest[above], rest[i]) = (value, rest[above]);
                    above++;
                    i++;
                }
                else if (value < pivot) (rest[--below], rest[i]) = (value, rest[below]);
                else
                {
                    equal += mass;
                    i++;
                }
            }
            if (larger >= missing) rest = rest[..above];
            else if (larger + equal >= missing) return pivot;
            else
            {
                missing -= larger + equal;
                rest = rest[below..];
            }
        }
        return float.NegativeInfinity;
    }

    private static float Middle(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
