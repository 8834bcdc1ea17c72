using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KernelGen.Runtime;

/// <summary>The checks a generated kernel makes before it writes anything. Names are those of the kernel's own parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Spans
{
    /// <summary>Rows of one kernel have one length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, string name, int expected, string expectedName)
    {
        if (length != expected) ThrowLength(length, name, expected, expectedName);
    }

    /// <summary>A destination holds at least what is written; a longer one keeps its rest.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Destination(int length, string name, int needed, string source)
    {
        if (length < needed) ThrowShort(length, name, needed, source);
    }

    /// <summary>A number of elements is not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(int value, string name)
    {
        if (value < 0) ThrowCount(value, name);
    }

    /// <summary>A position is inside its row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Position(int value, string name, int length)
    {
        if ((uint)value >= (uint)length) ThrowPosition(value, name, length);
    }

    /// <summary>The element at a position that is computed; NaN where there is none.</summary>
    public static float ElementAt(ReadOnlySpan<float> row, double position) => position >= 0 && position < row.Length ? row[(int)position] : float.NaN;

    /// <summary>A destination is apart from a source, or starts where it starts with elements of the same size (in place).</summary>
    /// <exception cref="ArgumentException">They overlap otherwise.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Overlap<TA, TB>(ReadOnlySpan<TA> source, string sourceName, ReadOnlySpan<TB> destination, string destinationName)
        where TA : unmanaged where TB : unmanaged
    {
        var distance = Distance(source, destination);
        if (Meet(distance, source, destination) && (distance != 0 || Unsafe.SizeOf<TA>() != Unsafe.SizeOf<TB>()))
            ThrowOverlap(sourceName, destinationName);
    }

    /// <summary>Two destinations share no memory.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<TA, TB>(ReadOnlySpan<TA> first, string firstName, ReadOnlySpan<TB> second, string secondName)
        where TA : unmanaged where TB : unmanaged
    {
        if (Meet(Distance(first, second), first, second)) ThrowShared(firstName, secondName);
    }

    /// <summary>The bytes from the start of <paramref name="a"/> to the start of <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Distance<TA, TB>(ReadOnlySpan<TA> a, ReadOnlySpan<TB> b) where TA : unmanaged where TB : unmanaged =>
        Unsafe.ByteOffset(
            ref Unsafe.As<TA, byte>(ref MemoryMarshal.GetReference(a)),
            ref Unsafe.As<TB, byte>(ref MemoryMarshal.GetReference(b)));

    /// <summary>b starts within a, or a starts within b; an empty span meets nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Meet<TA, TB>(nint distance, ReadOnlySpan<TA> a, ReadOnlySpan<TB> b) where TA : unmanaged where TB : unmanaged
    {
        var sizeA = (nuint)(uint)a.Length * (nuint)Unsafe.SizeOf<TA>();
        var sizeB = (nuint)(uint)b.Length * (nuint)Unsafe.SizeOf<TB>();
        return sizeA != 0 && sizeB != 0 && ((nuint)distance < sizeA || (nuint)(-distance) < sizeB);
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, string name, int expected, string expectedName) => throw new ArgumentException(
        $"'{name}' has {Elements(length)}, '{expectedName}' has {expected}: rows of one kernel have one length.", name);

    [DoesNotReturn]
    private static void ThrowShort(int length, string name, int needed, string source) => throw new ArgumentException(
        $"'{name}' has room for {Elements(length)}, '{source}' gives {needed}: a destination holds at least as many.", name);

    [DoesNotReturn]
    private static void ThrowPosition(int value, string name, int length) => throw new ArgumentOutOfRangeException(
        name, value, $"'{name}' is a position in a row of {Elements(length)}.");

    [DoesNotReturn]
    private static void ThrowCount(int value, string name) => throw new ArgumentOutOfRangeException(
        name, value, $"'{name}' says how many elements are chosen: 0 or more.");

    [DoesNotReturn]
    private static void ThrowOverlap(string source, string destination) => throw new ArgumentException(
        $"'{destination}' overlaps '{source}' without starting where it starts: write in place, or apart.", destination);

    [DoesNotReturn]
    private static void ThrowShared(string first, string second) => throw new ArgumentException(
        $"'{second}' overlaps '{first}': each destination needs memory of its own.", second);

    internal static string Elements(int count) => count == 1 ? "1 element" : $"{count} elements";
}
