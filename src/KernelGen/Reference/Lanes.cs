namespace KernelGen;

/// <summary>
/// The elements of a row or a mask; or what is known for every position without a length: one value, or a function of the position. That
/// takes its length from what it meets.
/// </summary>
internal readonly struct Lanes<T>
{
    readonly T[]? items;
    readonly T value = default!;
    readonly Func<int, T>? of;

    public Lanes(T[] items) => this.items = items;

    public Lanes(T value) => this.value = value;

    public Lanes(Func<int, T> of) => this.of = of;

    public T[] Items => items ?? throw new InvalidOperationException("A broadcast value has no length of its own until it is combined with a row.");

    public int? Length => items?.Length;

    /// <summary>Whether there is one value at every position, and which.</summary>
    public bool IsBroadcast(out T each)
    {
        each = value;
        return items is null && of is null;
    }

    public T At(int index) => items is not null ? items[index] : of is not null ? of(index) : value;

    public Lanes<R> Map<R>(Func<T, R> f)
    {
        if (items is not null)
            return new(Array.ConvertAll(items, item => f(item)));
        return of is { } element ? new(i => f(element(i))) : new(f(value));
    }

    public static Lanes<R> Zip<U, R>(Lanes<T> a, Lanes<U> b, Func<T, U, R> f)
    {
        if (a.items is null && b.items is null)
            return a.of is null && b.of is null ? new(f(a.value, b.value)) : new(i => f(a.At(i), b.At(i)));
        if (a.items is not null && b.items is not null && a.items.Length != b.items.Length)
            throw new ArgumentException($"The rows have different lengths: {a.items.Length} and {b.items.Length}.");
        var results = new R[a.items?.Length ?? b.items!.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = f(a.At(i), b.At(i));
        return new(results);
    }

    public override string ToString() => items is null ? $"{At(0)}…" : $"[{string.Join(", ", items.Take(16))}{(items.Length > 16 ? ", …" : "")}] ({items.Length})";
}
