using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>The largest element of a row and where it is. A monoid: two of them merge into that of both parts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Extreme
{
    /// <summary>The largest element so far.</summary>
    public float Value;

    /// <summary>Its index, the lowest among equals; −1 before any element.</summary>
    public int Index;

    /// <summary>An element was NaN: nothing is the largest.</summary>
    public bool IsInvalid;

    /// <summary>That of no element.</summary>
    public static Extreme Empty => new() { Value = float.NegativeInfinity, Index = -1 };

    /// <summary>The index as a result: −1 for an empty row or one with NaN.</summary>
    public readonly int Result => IsInvalid ? -1 : Index;

    /// <summary>Takes over another part's element if it is larger, or equal and earlier.</summary>
    public void Merge(in Extreme other)
    {
        IsInvalid |= other.IsInvalid;
        if (other.Index < 0 || (Index >= 0 && (other.Value < Value || (other.Value == Value && other.Index > Index)))) return;
        Value = other.Value;
        Index = other.Index;
    }
}

/// <summary>The search for the largest element, for every width; here for one element at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Extremes
{
    /// <summary>Takes over an element larger than the best so far and its index; notes NaN.</summary>
    public static void Add(float x, int index, ref float best, ref int at, ref float invalid)
    {
        if (float.IsNaN(x)) invalid = 1;
        if (!(x > best)) return;
        best = x;
        at = index;
    }

    /// <summary>Folds what was found into the state.</summary>
    public static void Fold(float best, int at, float invalid, ref Extreme state) =>
        state.Merge(new Extreme { Value = best, Index = at, IsInvalid = invalid != 0 });
}
