using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KernelGen.Runtime;

/// <summary>
/// The k largest elements of a row and where they are; the lower index first among equals. A monoid: two of them, of two parts of a row,
/// merge into that of both.
/// <list type="number">
/// <item>an element above the bar is kept, as a key: its bits in an order of integers above, the complement of its index below</item>
/// <item>the bar never is above the k-th largest, so most elements cost one comparison</item>
/// <item>when the room is full the k largest keys stay, and the least of them is the bar: k + <see cref="Slack"/> steps for as many elements</item>
/// <item>k lanes of a sweep for the maximum bound the k-th largest from below: the bar is raised before any element is looked at</item>
/// </list>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct Selection
{
    private const int Slack = 16;

    private static readonly Lock s_merging = new();

    private readonly Span<ulong> _keys;
    private readonly int _k;
    private int _count;
    private Bar _bar;

    /// <summary>A selection of <paramref name="k"/> elements in <paramref name="room"/>, of <see cref="Room"/> keys.</summary>
    public Selection(int k, Span<ulong> room)
    {
        _k = k;
        _keys = room;
        _bar = new(k > 0 ? float.NaN : float.PositiveInfinity);
    }

    /// <summary>Elements at or below it are not among the k largest; NaN while any may be.</summary>
    public readonly float Bar => _bar.Compared;

    /// <summary>An element was NaN: nothing is the largest.</summary>
    public bool IsInvalid { get; private set; }

    /// <summary>The keys that a selection of <paramref name="k"/> elements needs room for.</summary>
    public static int Room(int k) => checked(2 * k) + Slack;

    /// <summary>The number of elements to be chosen.</summary>
    public readonly int Length => _k;

    /// <summary>Keeps an element for now.</summary>
    public void Add(float value, int index)
    {
        if (float.IsNaN(value)) IsInvalid = true;
        if (value <= _bar.Value || _k == 0) return;
        Keep(Key(value, index));
    }

    /// <summary>Keeps those of a few elements, the first at <paramref name="index"/>, whose bit is set.</summary>
    public void Add(ref float first, ulong above, int index)
    {
        for (; above != 0; above &= above - 1)
        {
            int lane = BitOperations.TrailingZeroCount(above);
            Add(Unsafe.Add(ref first, lane), index + lane);
        }
    }

    /// <summary>
    /// Whether a part of the row may hold an element that counts, by its largest element and the sum of its exponentials: that is NaN where an
    /// element is, which then is sought among all of them.
    /// </summary>
    public bool MayGrow(float largest, double sum) => _bar.MayBePassed(largest, sum) && !IsInvalid;

    /// <summary>Raises the bar to the k-th largest so far, if there are enough to be worth it.</summary>
    public void Tighten()
    {
        if (_count >= 2 * _k && _k > 0) Shrink();
    }

    /// <summary>k elements of the row are at or above <paramref name="value"/>.</summary>
    public void Raise(float value)
    {
        if (value <= _bar.Value || float.IsNaN(value) || float.IsNegativeInfinity(value)) return;
        _bar.Value = float.BitDecrement(value);
    }

    /// <summary>An empty selection for a part of the row, in a room of its own. What is known of other parts it need not look for.</summary>
    public readonly Selection Part(Span<ulong> room)
    {
        var part = new Selection(_k, room);
        // Elements equal to those of a later part come before them.
        part.Raise(_bar.Value);
        return part;
    }

    /// <summary>Takes over the elements of a part of the row. Parts may come from several threads and in any order: keys know their indices.</summary>
    public void Merge(scoped Selection part)
    {
        lock (s_merging)
        {
            IsInvalid |= part.IsInvalid;
            Raise(part._bar.Value);
            foreach (ulong key in part._keys[..part._count])
                if (!(Value(key) < _bar.Value)) Keep(key);
        }
    }

    /// <summary>Goes on from where a copy, in the same room, has come to.</summary>
    public void CatchUp(scoped Selection copy) => (_count, _bar, IsInvalid) = (copy._count, copy._bar, copy.IsInvalid);

    /// <summary>Sorts what was chosen: <see cref="Values"/> and <see cref="Indices"/> may be read.</summary>
    public void Finish()
    {
        if (_count > Math.Max(_k, Few)) Shrink();
        var keys = _keys[.._count];
        Sort(keys);
        if (_count > _k)
        {
            keys[^_k..].CopyTo(_keys);
            _count = _k;
            keys = _keys[.._k];
        }
        int found = IsInvalid ? 0 : _count;
        ref ulong last = ref Unsafe.Add(ref MemoryMarshal.GetReference(keys), _count - 1);
        Span<float> values = Values;
        Span<int> indices = Indices;
        for (int i = 0; i < found; i++)
        {
            ulong key = Unsafe.Subtract(ref last, i);
            values[i] = Value(key);
            indices[i] = Index(key);
        }
        if (found == _k) return;
        values[found..].Fill(IsInvalid ? float.NaN : float.NegativeInfinity);
        indices[found..].Fill(-1);
    }

    /// <summary>The chosen elements, the largest first. −∞ past the end of the row; all NaN if any element is.</summary>
    public readonly Span<float> Values => MemoryMarshal.Cast<ulong, float>(_keys[_k..])[.._k];

    /// <summary>The indices of the chosen elements. −1 past the end of the row, and everywhere if any element is NaN.</summary>
    public readonly Span<int> Indices => MemoryMarshal.Cast<ulong, int>(_keys[_k..])[_k..(2 * _k)];

    /// <summary>An element of a row at a chosen index; −∞ past the end of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float At(ref float row, int index) => index < 0 ? float.NegativeInfinity : Unsafe.Add(ref row, index);

    /// <summary>One of the chosen elements; −∞ past their end, NaN where there is no such position.</summary>
    public static float At(Span<float> values, double position) => !(position >= 0) ? float.NaN : position < values.Length ? values[(int)position] : float.NegativeInfinity;

    /// <summary>One of the chosen indices; −1 where there is none.</summary>
    public static int At(Span<int> indices, double position) => position >= 0 && position < indices.Length ? indices[(int)position] : -1;

    /// <summary>1 where a mask is true at a chosen index, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float At(ref bool row, int index) => index >= 0 && Unsafe.Add(ref row, index) ? 1 : 0;

    private void Keep(ulong key)
    {
        _keys[_count++] = key;
        if (_count == _keys.Length) Shrink();
    }

    private void Shrink()
    {
        Partition(_keys[.._count], _count - _k);
        _keys.Slice(_count - _k, _k).CopyTo(_keys);
        _count = _k;
        ulong least = ulong.MaxValue;
        foreach (ulong key in _keys[.._k]) least = Math.Min(least, key);
        if (!(Value(least) <= _bar.Value)) _bar.Value = Value(least);
    }
}
