using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes what a kernel needs for the elements that it chooses: checks of how many, the room for them on the stack, and, when the sweep is
/// done, references to them, from which loops read as from any row.
/// </summary>
internal sealed class SelectionEmitter(CodeWriter writer, Plan plan, IReadOnlyList<Output> outputs, IReadOnlyList<Input> rows, Renaming renaming, Func<Expr, string> scalar)
{
    public void EmitChecks()
    {
        EmitCountChecks();
        foreach (var selection in Choices)
            foreach (var destination in Destinations(selection)) EmitChecks(selection, destination);
    }

    public void EmitCountChecks()
    {
        foreach (var count in Choices.Select(s => s.Parameters[0]).Where(k => k.Op == Op.Position).Distinct()) writer.Line($"Spans.Count({Names.Escape(count.Name!)}, \"{Given(count.Name!)}\");");
    }

    private IEnumerable<Accumulator> Choices => plan.Levels.SelectMany(l => l.Selections).Where(Chooses);

    private void EmitChecks(Accumulator selection, Output destination)
    {
        string name = destination.Name!, first = Destinations(selection).First().Name!, span = Names.Escape(name);
        if (selection.Parameters[0].Op != Op.Room)
        {
            writer.Line($"Spans.Destination({span}.Length, \"{Given(name)}\", {Count(selection)}, \"{selection.Parameters[0]}\");");
            writer.Line($"{span} = {span}[..{Count(selection)}];");
        }
        else if (name != first) writer.Line($"Spans.SameLength({span}.Length, \"{Given(name)}\", {Names.Escape(first)}.Length, \"{Given(first)}\");");
        foreach (var row in rows) writer.Line($"Spans.Apart({Names.Escape(row.Name)}, \"{Given(row.Name)}\", {ReadOnly(destination)}, \"{Given(name)}\");");
        foreach (var other in outputs.TakeWhile(o => o != destination).Where(o => o.IsRow)) writer.Line($"Spans.Apart({ReadOnly(other)}, \"{Given(other.Name!)}\", {ReadOnly(destination)}, \"{Given(name)}\");");
    }

    /// <summary>The names that selections take: their own, that of their room, and those of the rows of what is chosen.</summary>
    public static IEnumerable<string> NamesOf(Plan plan) =>
        plan.Levels.SelectMany(l => l.Selections).SelectMany(s => new[] { s.Name, Keys(s.Name), $"{s.Name}Values", $"{s.Name}Indices" });

    private static string Keys(string selection) => selection + "Keys";

    /// <summary>What a sweep chooses: nothing yet, and room for it.</summary>
    public void EmitEmpty(Level level)
    {
        foreach (var selection in level.Selections)
            if (Chooses(selection))
            {
                EmitRoom(writer, selection.Name, Count(selection));
                writer.Line($"var {selection.Name} = new Selection({Count(selection)}, {Keys(selection.Name)});");
            }
            else writer.Line($"var {selection.Name} = new {StateEmitter.TypeOf(selection.Reducer)}({string.Join(", ", selection.Parameters.Select(scalar))}, stackalloc float[{StateEmitter.TypeOf(selection.Reducer)}.Room]);");
    }

    /// <summary>The selection of a part, in a method of the work that has that of all parts.</summary>
    public static void EmitPart(CodeWriter writer, string selection)
    {
        EmitRoom(writer, selection, $"this.{selection}.Length");
        writer.Line($"var {selection} = this.{selection}.Part({Keys(selection)});");
    }

    private static void EmitRoom(CodeWriter writer, string selection, string count) =>
        writer.Line($"Span<ulong> {Keys(selection)} = Selection.Room({count}) <= 4096 ? stackalloc ulong[Selection.Room({count})] : new ulong[Selection.Room({count})];");

    private static bool Chooses(Accumulator selection) => selection.Reducer == Op.TopK;

    /// <summary>Sorts what was chosen, and names it for the loops that read it.</summary>
    public void EmitFinish(Level level)
    {
        foreach (var selection in level.Selections)
        {
            string chosen = selection.Name;
            writer.Line($"{chosen}.Finish();");
            if (!Chooses(selection)) continue;
            if (IsRead(Op.Chosen, selection)) writer.Line($"ref float {chosen}ValuesRow = ref MemoryMarshal.GetReference({chosen}.Values);");
            if (IsRead(Op.ChosenAt, selection)) writer.Line($"ref int {chosen}IndicesRow = ref MemoryMarshal.GetReference({chosen}.Indices);");
        }
    }

    /// <summary>A result of whole numbers.</summary>
    public bool IsWhole(Result result) => outputs.First(o => o.Name == result.Name).Type == "int";

    /// <summary>A result that is what was chosen, or where it is, and nothing made of it.</summary>
    public bool IsCopied(Result result) => result.Value.Op == (IsWhole(result) ? Op.ChosenAt : Op.Chosen);

    public void EmitCopies()
    {
        foreach (var result in plan.ChosenRows.Where(IsCopied))
            writer.Line($"{result.Value[0].Name}.{(IsWhole(result) ? "Indices" : "Values")}.CopyTo({Names.Escape(result.Name!)});");
    }

    private bool IsRead(Op op, Accumulator selection) =>
        Expr.RowNodes(plan.ChosenRows.Where(r => !IsCopied(r)).Select(r => r.Value).Concat(plan.Levels.SelectMany(l => l.Accumulators.Select(a => a.Summand).Concat(l.Anchors.SelectMany(a => a.Arguments)).Concat(l.Means))))
            .Any(e => e.Op == op && e[0].Equals(selection.Node));

    /// <summary>How many elements of a row are chosen for a destination of a batch.</summary>
    public string Each(Output destination) => Room(destination) is { } sized ? $"{sized.Name}Each" : Count(Choosing(destination));

    /// <summary>The destination that takes as many as it holds, and another of the same choice with it; null where their number is given.</summary>
    public Output? Room(Output destination) => Choosing(destination) is var selection && selection.Parameters[0].Op == Op.Room ? Destinations(selection).First() : null;

    private Accumulator Choosing(Output destination) => Choices.First(s => Destinations(s).Contains(destination));

    private string Count(Accumulator selection) => selection.Parameters[0].Op switch
    {
        Op.Room => $"{Names.Escape(Destinations(selection).First().Name!)}.Length",
        Op.Constant => Literals.Int(selection.Parameters[0].Value),
        _ => Names.Escape(selection.Parameters[0].Name!),
    };

    private IEnumerable<Output> Destinations(Accumulator selection) =>
        plan.ChosenRows.Where(r => r.Value.Selection!.Equals(selection.Node)).Select(r => outputs.First(o => o.Name == r.Name));

    private static string ReadOnly(Output destination) => $"(ReadOnlySpan<{destination.Type}>){Names.Escape(destination.Name!)}";

    private string Given(string name) => renaming.Given(name);
}
