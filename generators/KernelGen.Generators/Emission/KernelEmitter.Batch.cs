using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

// A kernel of batches: what it refuses before anything is written, and the rows one after the other.
internal sealed partial class KernelEmitter
{
    private bool IsBatch => _rowLength is not null;

    /// <summary>The input whose length tells how many rows there are.</summary>
    private Input First => Rows.First(r => r.Varies);

    private string Length => Names.Escape(_rowLength!);

    private void EmitBatch()
    {
        _writer.Line();
        using (_writer.Block($"public static void Run({BatchParameters})"))
        {
            string first = Names.Escape(First.Name);
            _writer.Line($"int rows = Batch.Rows({first}.Length, {Quoted(First.Name)}, {Length}, {Quoted(_rowLength!)});");
            foreach (var input in _inputs.Where(i => i != First)) EmitLengthCheck(input);
            _selections.EmitCountChecks();
            foreach (var output in _outputs) EmitLengthCheck(output);
            foreach (var output in _outputs) EmitOverlapChecks(output);
            if (Positions().Any()) _writer.Line(EachRow($"CheckRow({string.Join(", ", NumberArguments.Append(Length))});"));
            if (!_isParallel) _writer.Line(EachRow($"RunRow({RowArguments});"));
            else EmitRowsCall();
        }
        if (Positions().Any()) EmitCheckRow();
        if (_isParallel) EmitRowsWork();
    }

    private static string EachRow(string call) => $"for (int row = 0; row < rows; row++) {call}";

    private string BatchParameters => string.Join(", ", _inputs.Select(i => $"{TypeOf(i)} {Names.Escape(i.Name)}").Append($"int {Length}").Concat(_outputs.Select(o => $"Span<{o.Type}> {Names.Escape(o.Name!)}")));

    private static string TypeOf(Input input) => input.Kind switch
    {
        Op.Row => "ReadOnlySpan<float>",
        Op.Mask => "ReadOnlySpan<bool>",
        Op.Position => input.Varies ? "ReadOnlySpan<int>" : "int",
        _ => input.Varies ? "ReadOnlySpan<float>" : "double",
    };

    private IEnumerable<Input> Numbers => _inputs.Where(i => i.Kind is Op.Scalar or Op.Position);

    private IEnumerable<string> NumberArguments => Numbers.Select(OfRow);

    /// <summary>A row's own part of each input and each destination.</summary>
    private string RowArguments => string.Join(", ", _inputs.Select(OfRow).Concat(_outputs.Select(o => o.IsRow ? Slice(o.Name!, Each(o)) : $"out {Names.Escape(o.Name!)}[row]")));

    private string OfRow(Input input) => !input.Varies ? Names.Escape(input.Name) : input.Kind is Op.Row or Op.Mask ? Slice(input.Name, Length) : $"{Names.Escape(input.Name)}[row]";

    private static string Slice(string span, string each) => $"{Names.Escape(span)}.Slice(row * {each}, {each})";

    /// <summary>How many elements of a destination belong to a row.</summary>
    private string Each(Output output) => !output.IsRow ? "1" : IsChosen(output) ? _selections.Each(output) : Length;

    private bool IsChosen(Output output) => _plan.ChosenRows.Any(r => r.Name == output.Name);

    private void EmitLengthCheck(Input input)
    {
        string span = Names.Escape(input.Name);
        if (input.Kind is Op.Row or Op.Mask)
            _writer.Line(input.Varies ? $"Spans.SameLength({span}.Length, {Quoted(input.Name)}, {Names.Escape(First.Name)}.Length, {Quoted(First.Name)});" : $"Batch.OneRow({span}.Length, {Quoted(input.Name)}, {Length}, {Quoted(_rowLength!)});");
        else if (input.Varies) _writer.Line($"Batch.OneEach({span}.Length, {Quoted(input.Name)}, rows, {Quoted(First.Name)});");
    }

    private void EmitLengthCheck(Output output)
    {
        string span = Names.Escape(output.Name!);
        if (IsChosen(output) && _selections.Room(output) is { } sized)
        {
            _writer.Line(sized == output ? $"int {_selections.Each(output)} = Batch.Each({span}.Length, {Quoted(output.Name!)}, rows, {Quoted(First.Name)});"
                : $"Spans.SameLength({span}.Length, {Quoted(output.Name!)}, {Names.Escape(sized.Name!)}.Length, {Quoted(sized.Name!)});");
            return;
        }
        _writer.Line($"{span} = {span}[..Batch.Destination({span}.Length, {Quoted(output.Name!)}, rows, {Each(output)}, {Quoted(First.Name)})];");
    }

    /// <summary>A row may be written in place of one that is read; all else that is written has memory of its own.</summary>
    private void EmitOverlapChecks(Output output)
    {
        string destination = $"{Names.Escape(output.Name!)}, {Quoted(output.Name!)}";
        foreach (var input in _inputs.Where(i => i.Varies || i.Kind is Op.Row or Op.Mask))
        {
            bool inPlace = input.Varies && input.Kind is Op.Row or Op.Mask && output.IsRow && !IsChosen(output);
            _writer.Line($"Spans.{(inPlace ? "Overlap" : "Apart")}({Names.Escape(input.Name)}, {Quoted(input.Name)}, {destination});");
        }
        foreach (var other in _outputs.TakeWhile(o => o != output)) _writer.Line($"Spans.Apart({Names.Escape(other.Name!)}, {Quoted(other.Name!)}, {destination});");
    }

    private void EmitCheckRow()
    {
        _writer.Line();
        using (_writer.Block($"private static void CheckRow({string.Join(", ", Numbers.Select(i => $"{(i.Kind == Op.Position ? "int" : "double")} {Names.Escape(i.Name)}").Append("int length"))})")) EmitPositionChecks();
    }

    private string Quoted(string name) => $"\"{_renaming.Given(name)}\"";
}
