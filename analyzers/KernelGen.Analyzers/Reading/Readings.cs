using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers.Reading;

/// <summary>What the analyzers of a compilation share: a body is read once, whichever rule asks first.</summary>
internal static class Readings
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, Reading?>> Known = new();

    /// <summary>Null where the compiler has no operations for a member.</summary>
    public static Reading? Of(SyntaxNode member, SemanticModel model, CancellationToken cancellation)
    {
        var known = Known.GetValue(model.Compilation, _ => new());
        if (known.TryGetValue(member, out var reading)) return reading;
        reading = model.GetOperation(member, cancellation) is { } body ? Reader.Read(body, model.Compilation, cancellation) : null;
        return known.GetOrAdd(member, reading);
    }
}
