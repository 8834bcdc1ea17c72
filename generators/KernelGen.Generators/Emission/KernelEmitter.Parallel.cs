namespace KernelGen.Generators.Emission;

// What several threads take up: a struct in the frame of the caller that holds what a method is called with, and runs it for a part.
internal sealed partial class KernelEmitter
{
    /// <summary>
    /// A method run for all parts of a row. The states that parts come to are merged in the order of the row, whoever made them; what they have
    /// chosen as they come, for that does not depend on the order.
    /// </summary>
    /// <param name="state">The type of the state, if there is one.</param>
    /// <param name="merge">How a part's state is taken over.</param>
    /// <param name="begin">What a part begins with; null for what the caller has.</param>
    private void EmitParts(string name, Signature signature, Where where, string? state = null, IEnumerable<string>? merge = null, string? begin = "Empty")
    {
        string[] states = state is null ? [] : [state];
        _writer.Line();
        using (_writer.Block($"private static void {name}Parts({PartsDeclaration(signature, state)})"))
        {
            _writer.Line("nint each = Workers.ElementsEach(length);");
            _writer.Line("int parts = (int)((length + each - 1) / each);");
            foreach (string s in states) _writer.Line($"Span<{s}> states = stackalloc {s}[parts];");
            var values = states.SelectMany(_ => begin is null ? new[] { "states = states", "state = state" } : ["states = states"]).Concat(signature.Selections.Select(s => $"{s.Name} = {s.Name}")).Concat(signature.Fields.Select(f => $"{f.Name} = {f.Value}")).Concat(["length = length", "each = each"]);
            _writer.Line($"var work = new {name}Work {{ {string.Join(", ", values)} }};");
            _writer.Line("Workers.Run(ref work, parts);");
            foreach (var (selection, _) in signature.Selections) _writer.Line($"{selection}.CatchUp(work.{selection});");
            if (state is not null) _writer.Line($"foreach (var part in states) {string.Join(" ", merge ?? ["state.Merge(part);"])}");
        }
        _writer.Line();
        using (_writer.Block($"private ref struct {name}Work : IParts"))
        {
            foreach (string s in states)
            {
                _writer.Line($"public Span<{s}> states;");
                if (begin is null) _writer.Line($"public {s} state;");
            }
            foreach (var (field, type) in signature.Selections) _writer.Line($"public {type} {field};");
            foreach (var (type, field, _) in signature.Fields) _writer.Line($"public {type} {field};");
            _writer.Line("public nint length, each;");
            _writer.Line();
            using (_writer.Block("public void Run(int part)"))
            {
                _writer.Line("nint from = part * each, to = Math.Min(length, from + each);");
                foreach (string s in states) _writer.Line($"var state = {(begin is null ? "this.state" : $"{s}.{begin}")};");
                foreach (var (selection, _) in signature.Selections) SelectionEmitter.EmitPart(_writer, selection);
                string[] places = where switch { Where.Stretch => ["from", "to - from"], Where.PartOfWhole => ["from", "to", "length"], _ => ["from", "to"] };
                _writer.Line($"{name}({signature.Arguments(state is null ? null : "state", row => row, places, e => Names.Escape(signature.Scalars.Find(s => s.Expr.Equals(e)).Name))});");
                foreach (var (selection, _) in signature.Selections) _writer.Line($"this.{selection}.Merge({selection});");
                if (state is not null) _writer.Line("states[part] = state;");
            }
        }
    }

    private static string PartsDeclaration(Signature signature, string? state)
    {
        var (rows, scalars) = (signature.Fields.Where(f => f.Type.StartsWith("ref ", StringComparison.Ordinal)), signature.Fields.Where(f => !f.Type.StartsWith("ref ", StringComparison.Ordinal)));
        return string.Join(", ", (state is null ? [] : new[] { $"ref {state} state" }).Concat(signature.Selections.Select(s => $"ref {s.Type} {s.Name}")).Concat(rows.Select(f => $"{f.Type} {f.Name}")).Append("nint length").Concat(scalars.Select(f => $"{(f.Type == "Anchor" ? "in " : "")}{f.Type} {f.Name}")));
    }

    /// <summary>All parts are measured, then all are kept, relative to the one maximum: the sums of equal anchors merge by addition.</summary>
    private void EmitKeepingParts(SweepEmitter sweep, string state)
    {
        var (whole, measuring, keeping) = (sweep.Signature(keeping: true), new Signature([sweep.Measuring], state, _names.Nested(), Where.Stretch), sweep.StoreSignature);
        string Call(string name, Signature signature) =>
            $"{name}Parts({signature.Arguments("state", row => row, ["length"], e => Names.Escape(whole.Scalars.Find(s => s.Expr.Equals(e)).Name))});";
        _writer.Line();
        using (_writer.Block($"private static void {SweepEmitter.KeepingName}Parts({PartsDeclaration(whole, state)})"))
        {
            _writer.Line(Call(sweep.Measuring.Name, measuring));
            foreach (string place in sweep.Places("state", "length")) _writer.Line(place);
            _writer.Line(Call(SweepEmitter.StoreName, keeping));
        }
        EmitParts(sweep.Measuring.Name, measuring, Where.Stretch, state, sweep.MergeMaxima);
        EmitParts(SweepEmitter.StoreName, keeping, Where.Part, state, begin: null);
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
                _writer.Line("int from = part * each, to = from + Math.Min(each, rows - from);");
                _writer.Line($"for (int row = from; row < to; row++) RunRow({RowArguments});");
            }
        }
    }

    /// <summary>The numbers of elements that destinations have room for, a row.</summary>
    private IEnumerable<string> Rooms => _outputs.Where(o => IsChosen(o) && _selections.Room(o) == o).Select(_selections.Each);
}
