using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Emission;

/// <summary>Hands out identifiers, each once; a name that is taken or is a keyword gets a number.</summary>
internal sealed class Names(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    public string Fresh(string wanted)
    {
        string name = wanted;
        for (int i = 2; SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !_taken.Add(name); i++) name = wanted + i;
        return name;
    }

    public Names Nested() => new(_taken);

    /// <summary>The identifier as source text: keywords keep their @.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
