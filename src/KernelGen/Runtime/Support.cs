using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KernelGen.Runtime;

/// <summary>
/// The elements of a row that may lie above the threshold τ with Σ relu(x − τ)^p = s, and τ (Martins and Astudillo 2016; Peters, Niculae,
/// Martins 2019). The largest element alone puts τ at least at max − s^(1/p), so the others are few; they are kept, and τ is solved on them.
/// <list type="number">
/// <item>an element at or below max − s^(1/p) is dropped by one comparison with the bar</item>
/// <item>of a part of the row τ is no larger than of the whole: when the room is full, what lies below it goes</item>
/// <item>Newton's steps from there never pass τ, since Σ relu(x − τ)^p is convex; for p = 1 they end at τ itself (Michelot 1986)</item>
/// </list>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Support : IKeeping
{
    /// <summary>The elements that are kept without allocating.</summary>
    public const int Room = 1024;

    private readonly double _power, _sum, _reach;
    private Kept _kept;
    private float _max;
    private Bar _bar;
    private bool _isInvalid;

    /// <summary>No element yet. The power is at least 1, the sum positive; the room is that of <see cref="Room"/> elements.</summary>
    public Support(double power, double sum, Span<float> room)
    {
        _power = power;
        _sum = sum;
        _reach = Math.Pow(sum, 1 / power);
        _kept = new(room);
        _max = float.NegativeInfinity;
        _bar = new(float.NegativeInfinity);
        Value = double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public readonly float Bar => _bar.Compared;

    /// <summary>τ less the maximum, once the row is finished; +∞ for a row that is empty or masked everywhere, NaN for one with NaN or +∞.</summary>
    public double Value { get; private set; }

    /// <inheritdoc/>
    public void Add(float value)
    {
        if (float.IsNaN(value)) _isInvalid = true;
        if (!(value > _bar.Value)) return;
        if (_kept.IsFull) Shrink();
        _kept.Add(value);
        Raise(value);
    }

    /// <inheritdoc/>
    public bool MayGrow(float largest, double sum) => _bar.MayBePassed(largest, sum) && !_isInvalid;

    /// <inheritdoc/>
    public void Raise(float value)
    {
        if (!(value > _max)) return;
        _max = value;
        RaiseBar(value - _reach);
    }

    /// <summary>Solves for τ.</summary>
    public void Finish()
    {
        if (_isInvalid || float.IsPositiveInfinity(_max)) Value = double.NaN;
        else if (!_kept.Items.IsEmpty) Value = Threshold();
        _kept.Return();
    }

    private void RaiseBar(double bound)
    {
        float below = (float)bound;
        _bar.Value = Math.Max(_bar.Value, below < bound ? below : float.BitDecrement(below));
    }

    private void Shrink()
    {
        RaiseBar(_max + Threshold());
        _kept.Shrink(_bar.Value);
    }

    /// <summary>τ of what is kept, relative to the maximum.</summary>
    private readonly double Threshold()
    {
        double threshold = -_reach;
        while (true)
        {
            var (mass, slope) = Above(threshold);
            double next = threshold + ((mass - _sum) / (_power * slope));
            if (!(next > threshold)) return threshold;
            threshold = next;
        }
    }

    /// <summary>Σ d^p and Σ d^(p − 1) of the distances d above a threshold.</summary>
    private readonly (double Mass, double Slope) Above(double threshold)
    {
        double mass = 0, slope = 0;
        foreach (float value in _kept.Items)
        {
            double distance = (double)value - _max - threshold;
            if (distance <= 0) continue;
            double power = _power == 1 ? 1 : _power == 2 ? distance : Math.Pow(distance, _power - 1);
            mass += power * distance;
            slope += power;
        }
        return (mass, slope);
    }
}

public static partial class Selections
{
    /// <summary>Keeps an element and answers the bar for the next.</summary>
    public static float Add<T>(float x, nint index, ref T kept) where T : struct, IKeeping, allows ref struct
    {
        kept.Add(x);
        return kept.Bar;
    }

    /// <summary>Keeps those of a few elements whose bit is set, and answers the bar for the next.</summary>
    private static float Keep<T>(ref float first, ulong above, ref T kept) where T : struct, IKeeping, allows ref struct
    {
        for (; above != 0; above &= above - 1) kept.Add(Unsafe.Add(ref first, BitOperations.TrailingZeroCount(above)));
        return kept.Bar;
    }

    /// <summary>The largest element met bounds what is sought from below.</summary>
    public static void Raise<T>(float largest, ref T kept) where T : struct, IKeeping, allows ref struct => kept.Raise(largest);
}
