namespace KernelGen;

/// <summary>The elements of a row or a mask, or one value for every position: a broadcast, which takes its length from what it meets.</summary>
internal readonly struct Lanes<T>
{
    readonly T[] items;
    readonly bool broadcast;

    public Lanes(T[] items) => this.items = items;

    public Lanes(T value) => (items, broadcast) = ([value], true);

    public T[] Items => broadcast ? throw new InvalidOperationException("A broadcast value has no length of its own until it is combined with a row.") : items;

    public T At(int index) => items[broadcast ? 0 : index];

    public Lanes<R> Map<R>(Func<T, R> f)
    {
        if (broadcast)
            return new(f(items[0]));
        var results = new R[items.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = f(items[i]);
        return new(results);
    }

    public static Lanes<R> Zip<U, R>(Lanes<T> a, Lanes<U> b, Func<T, U, R> f)
    {
        if (a.broadcast && b.broadcast)
            return new(f(a.items[0], b.items[0]));
        if (!a.broadcast && !b.broadcast && a.items.Length != b.items.Length)
            throw new ArgumentException($"The rows have different lengths: {a.items.Length} and {b.items.Length}.");
        var results = new R[a.broadcast ? b.items.Length : a.items.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = f(a.items[a.broadcast ? 0 : i], b.items[b.broadcast ? 0 : i]);
        return new(results);
    }

    public override string ToString() => broadcast ? $"{items[0]}…" : $"[{string.Join(", ", items.Take(16))}{(items.Length > 16 ? ", …" : "")}] ({items.Length})";
}
