using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>What belongs to stores that go past the caches.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Past
{
    /// <summary>How many elements come before the first that the widest vector may be stored at.</summary>
    public static nint Unaligned(ref float destination, nint length)
    {
        var bytes = (nuint)sizeof(Vector512<float>);
        return nint.Min(length, (nint)((bytes - ((nuint)Unsafe.AsPointer(ref destination) % bytes)) % bytes / sizeof(float)));
    }

    /// <summary>What was stored past the caches is seen by others before what is stored from here on.</summary>
    public static void Finish()
    {
        if (Sse.IsSupported) Sse.StoreFence();
    }
}
