namespace KernelGen.Generators.Emission;

/// <summary>The derivation of a kernel as aligned text: the same in the remarks, the header of the file, and the tests.</summary>
internal static class Explanation
{
    public static IEnumerable<string> Lines(string name, IReadOnlyList<Stage> trace)
    {
        yield return name;
        foreach (var stage in trace)
            for (int i = 0; i < stage.Lines.Count; i++)
                yield return $"{(i == 0 ? stage.Name : ""),-11}{stage.Lines[i]}";
    }
}
