using System.Buffers;

namespace KernelGen.Runtime;

/// <summary>Elements that are kept for now: in the room of the caller, and in a rented one when that is too small.</summary>
internal ref struct Kept(Span<float> room)
{
    private Span<float> _room = room;
    private float[]? _rented;
    private int _count;

    public readonly Span<float> Items => _room[.._count];

    public readonly bool IsFull => _count == _room.Length;

    public void Add(float value) => _room[_count++] = value;

    /// <summary>Lets go of what is at or below the bar; if much is left, the room becomes larger.</summary>
    public void Shrink(float bar)
    {
        int count = 0;
        foreach (float value in Items)
            if (value > bar) _room[count++] = value;
        _count = count;
        if (count > _room.Length / 2) Grow();
    }

    /// <summary>Gives back what was rented.</summary>
    public void Return()
    {
        if (_rented is not null) ArrayPool<float>.Shared.Return(_rented);
        _rented = null;
    }

    private void Grow()
    {
        float[] larger = ArrayPool<float>.Shared.Rent(2 * _room.Length);
        Items.CopyTo(larger);
        Return();
        _rented = larger;
        _room = larger;
    }
}
