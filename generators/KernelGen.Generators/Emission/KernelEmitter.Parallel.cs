namespace KernelGen.Generators.Emission;

// What several threads take up: a struct in the frame of the caller that holds what a method is called with, and runs it for a part.
internal sealed partial class KernelEmitter
{
    /// <summary>A sweep or a write of the whole row, part by part. States are merged in the order of the row, whoever made them.</summary>
    private void EmitParts(string name, Signature signature, Where where, string? state)
    {
        string parameters = string.Join(", ", (state is null ? [] : new[] { $"ref {state} state" }).Concat(signature.Fields.Where(f => f.Type.StartsWith("ref ", StringComparison.Ordinal)).Select(f => $"{f.Type} {f.Name}")).Append("nint length")
            .Concat(signature.Fields.Where(f => !f.Type.StartsWith("ref ", StringComparison.Ordinal)).Select(f => $"{(f.Type == "Anchor" ? "in " : "")}{f.Type} {f.Name}")));
        _writer.Line();
        using (_writer.Block($"private static void {name}Parts({parameters})"))
        {
            _writer.Line("nint each = Workers.ElementsEach(length);");
            _writer.Line("int parts = (int)((length + each - 1) / each);");
            if (state is not null) _writer.Line($"Span<{state}> states = stackalloc {state}[parts];");
            var values = (state is null ? [] : new[] { "states = states" }).Concat(signature.Fields.Select(f => $"{f.Name} = {f.Value}")).Concat(["length = length", "each = each"]);
            _writer.Line($"var work = new {name}Work {{ {string.Join(", ", values)} }};");
            _writer.Line("Workers.Run(ref work, parts);");
            if (state is not null) _writer.Line("foreach (var part in states) state.Merge(part);");
        }
        _writer.Line();
        using (_writer.Block($"private ref struct {name}Work : IParts"))
        {
            if (state is not null) _writer.Line($"public Span<{state}> states;");
            foreach (var (type, field, _) in signature.Fields) _writer.Line($"public {type} {field};");
            _writer.Line("public nint length, each;");
            _writer.Line();
            using (_writer.Block("public void Run(int part)"))
            {
                _writer.Line("nint from = part * each, to = Math.Min(length, from + each);");
                if (state is not null) _writer.Line($"var state = {state}.Empty;");
                string[] places = where == Where.PartOfWhole ? ["from", "to", "length"] : ["from", "to"];
                _writer.Line($"{name}({signature.Arguments(state is null ? null : "state", row => row, places, e => Names.Escape(signature.Scalars.Find(s => s.Expr.Equals(e)).Name))});");
                if (state is not null) _writer.Line("states[part] = state;");
            }
        }
    }

    private void EmitRowsCall()
    {
        _writer.Line($"int each = {Names.Escape(First.Name)}.Length < ParallelFrom ? rows : Workers.RowsEach({Length});");
        var values = _inputs.Select(i => i.Name).Append(_rowLength!).Concat(_outputs.Select(o => o.Name!)).Select(Names.Escape).Concat(Rooms).Concat(["rows", "each"]).Select(name => $"{name} = {name}");
        _writer.Line($"var work = new RowsWork {{ {string.Join(", ", values)} }};");
        _writer.Line("Workers.Run(ref work, rows == 0 ? 0 : ((rows - 1) / each) + 1);");
    }

    private void EmitRowsWork()
    {
        _writer.Line();
        using (_writer.Block("private ref struct RowsWork : IParts"))
        {
            foreach (var input in _inputs) _writer.Line($"public {TypeOf(input)} {Names.Escape(input.Name)};");
            foreach (var output in _outputs) _writer.Line($"public Span<{output.Type}> {Names.Escape(output.Name!)};");
            _writer.Line($"public int {string.Join(", ", new[] { Length }.Concat(Rooms).Concat(["rows", "each"]))};");
            _writer.Line();
            using (_writer.Block("public void Run(int part)"))
            {
                _writer.Line("int to = Math.Min(rows, (part * each) + each);");
                _writer.Line($"for (int row = part * each; row < to; row++) RunRow({RowArguments});");
            }
        }
    }

    /// <summary>The numbers of elements that destinations have room for, a row.</summary>
    private IEnumerable<string> Rooms => _outputs.Where(o => IsChosen(o) && _selections.Room(o) == o).Select(_selections.Each);
}
