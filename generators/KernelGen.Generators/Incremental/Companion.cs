namespace KernelGen.Generators.Incremental;

/// <summary>What goes along with a value of the pipeline while it is computed with, and is not kept alive by it afterwards.</summary>
internal sealed class Companion<T>(T value) where T : class
{
    private readonly WeakReference<T> _value = new(value);

    public T Value => _value.TryGetTarget(out var value) ? value : throw new InvalidOperationException("A value of the pipeline has outlived its compilation.");
}
