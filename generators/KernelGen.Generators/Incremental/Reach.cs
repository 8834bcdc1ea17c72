using KernelGen.Generators.Description;

namespace KernelGen.Generators.Incremental;

/// <summary>Follows names from body to body. Made once for all kernels: what it notes on the way is used again for the next.</summary>
internal sealed class Reach(ILookup<string, MethodBody> bodies)
{
    private readonly HashSet<string> _met = [];
    private readonly Queue<string> _names = [];
    private readonly List<string> _texts = [];

    /// <summary>Every body that a description of these names may be made of: of all methods so named, and of all that their words may name. Null if that cannot be told.</summary>
    public EquatableArray<string>? Of(IReadOnlyList<string?> descriptions)
    {
        _met.Clear();
        _names.Clear();
        _texts.Clear();
        foreach (string? name in descriptions)
        {
            if (name is null) return null;
            Meet(name);
        }
        while (_names.Count > 0)
        {
            foreach (var body in bodies[_names.Dequeue()])
            {
                if (body.Words is not { } words) return null;
                _texts.Add(body.Text);
                foreach (string word in words)
                    if (bodies.Contains(word)) Meet(word);
            }
        }
        return new([.. _texts]);
    }

    private void Meet(string name)
    {
        if (_met.Add(name)) _names.Enqueue(name);
    }
}
