using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Hands out identifiers, each once in its scope; a name that is taken or is a keyword gets a number. C# lets a name mean one thing in a
/// scope and those inside it: what an inner scope has used is not handed out any more by the outer.
/// </summary>
internal sealed class Names
{
    private readonly HashSet<string> _taken, _usedInside = [];
    private readonly Names? _outer;

    public Names(IEnumerable<string> taken) => _taken = [.. taken];

    private Names(Names outer) : this(outer._taken) => _outer = outer;

    public string Fresh(string wanted)
    {
        string name = wanted;
        for (int i = 2; SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || _usedInside.Contains(name) || !_taken.Add(name); i++) name = wanted + i;
        for (var scope = _outer; scope is not null; scope = scope._outer) scope._usedInside.Add(name);
        return name;
    }

    /// <summary>Marks a name as taken that was handed out elsewhere.</summary>
    public void Take(string name) => _taken.Add(name);

    public Names Nested() => new(this);

    /// <summary>The identifier as source text: keywords keep their @.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
