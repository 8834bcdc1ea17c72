using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Extremes
{
    /// <summary>Takes over, in every lane, an element larger than the best so far and its index; marks lanes that met NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector256<float> x, Vector256<int> index, ref Vector256<float> best, ref Vector256<int> at, ref Vector256<float> invalid)
    {
        var larger = Vector256.GreaterThan(x, best);
        best = Vector256.ConditionalSelect(larger, x, best);
        at = Vector256.ConditionalSelect(larger.AsInt32(), index, at);
        invalid |= ~Vector256.Equals(x, x);
    }

    /// <summary>Folds the lanes into the state: the largest element, at the lowest index among equals.</summary>
    public static void Fold(Vector256<float> best, Vector256<int> at, Vector256<float> invalid, ref Extreme state)
    {
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
            state.Merge(new Extreme { Value = best[lane], Index = at[lane], IsInvalid = invalid[lane] != 0 || float.IsNaN(invalid[lane]) });
    }
}
