using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KernelGen.Runtime;

/// <summary>The search for the largest elements, for every width; here for one element at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Selections
{
    /// <summary>Keeps an element and answers the bar for the next.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Add(float x, nint index, ref Selection selection)
    {
        selection.Add(x, (int)index);
        return selection.Bar;
    }

    /// <summary>Nothing is known from the maximum of one lane but for one element.</summary>
    public static void Raise(float largest, ref Selection selection)
    {
        if (selection.Length == 1) selection.Raise(largest);
    }
}
