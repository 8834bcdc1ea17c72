using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

#pragma warning disable CS1591 // Each operator is that of Vector256, on four of them.

/// <summary>
/// Four vectors in lockstep: each operation is that of <see cref="Vector256{T}"/>, done on one after the other. Where a single vector would wait
/// for its last result, three others are at work, and what comes first in a loop is never far from what comes last.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Vector256x4<T>
{
    /// <summary>One of the four.</summary>
    public Vector256<T> First, Second, Third, Fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256x4(Vector256<T> first, Vector256<T> second, Vector256<T> third, Vector256<T> fourth) =>
        (First, Second, Third, Fourth) = (first, second, third, fourth);

    /// <summary>The four added up.</summary>
    public readonly Vector256<T> Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => First + Second + (Third + Fourth);
    }

    /// <summary>How many lanes the four have.</summary>
    public static int Count => 4 * Vector256<T>.Count;

    /// <summary>A lane of any of the four.</summary>
    public readonly T this[int lane] => ((lane / Vector256<T>.Count) switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth })[lane % Vector256<T>.Count];

    /// <summary>The same vector four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256x4<T>(Vector256<T> each) => new(each, each, each, each);

    public static Vector256x4<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Zero;
    }

    public static Vector256x4<T> AllBitsSet
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.AllBitsSet;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator +(Vector256x4<T> a, Vector256x4<T> b) => new(a.First + b.First, a.Second + b.Second, a.Third + b.Third, a.Fourth + b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator -(Vector256x4<T> a, Vector256x4<T> b) => new(a.First - b.First, a.Second - b.Second, a.Third - b.Third, a.Fourth - b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator *(Vector256x4<T> a, Vector256x4<T> b) => new(a.First * b.First, a.Second * b.Second, a.Third * b.Third, a.Fourth * b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator /(Vector256x4<T> a, Vector256x4<T> b) => new(a.First / b.First, a.Second / b.Second, a.Third / b.Third, a.Fourth / b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator &(Vector256x4<T> a, Vector256x4<T> b) => new(a.First & b.First, a.Second & b.Second, a.Third & b.Third, a.Fourth & b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator |(Vector256x4<T> a, Vector256x4<T> b) => new(a.First | b.First, a.Second | b.Second, a.Third | b.Third, a.Fourth | b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator ^(Vector256x4<T> a, Vector256x4<T> b) => new(a.First ^ b.First, a.Second ^ b.Second, a.Third ^ b.Third, a.Fourth ^ b.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator *(Vector256x4<T> a, T b) => new(a.First * b, a.Second * b, a.Third * b, a.Fourth * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator -(Vector256x4<T> a) => new(-a.First, -a.Second, -a.Third, -a.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator ~(Vector256x4<T> a) => new(~a.First, ~a.Second, ~a.Third, ~a.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator <<(Vector256x4<T> a, int count) => new(a.First << count, a.Second << count, a.Third << count, a.Fourth << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator >>(Vector256x4<T> a, int count) => new(a.First >> count, a.Second >> count, a.Third >> count, a.Fourth >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> operator >>>(Vector256x4<T> a, int count) => new(a.First >>> count, a.Second >>> count, a.Third >>> count, a.Fourth >>> count);
}
