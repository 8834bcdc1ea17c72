using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

// The calls of loops: what a sweep hands over of what it has been given, and of what it has found itself.
internal sealed partial class SweepEmitter
{
    private string Call(Signature outer, Loop loop, string target, string start, string count, string? range = null)
    {
        string? write = !IsOneLoop ? null : loop == _keep ? "Cached" : loop == _accumulate ? "Unstored" : null;
        if (write is not null) loop = _keep!;
        var inner = new Signature([loop], loop.AddsToState ? StateType : null, _names.Nested(), Where.Stretch);
        string Scalar(Expr e) =>
            outer.Scalars.Find(s => s.Expr.Equals(e)) is { Name: { } name } ? Names.Escape(name) + (outer.TakesAnchor(e) && !inner.TakesAnchor(e) ? ".Scale" : "")
            : inner.TakesAnchor(e) ? $"in {target}.{_state.Anchor(e)}"
            : new ScalarEmitter(new(), new([]), n => Leaf(n, target) ?? (outer.Scalars.Find(s => s.Expr.Equals(n)) is { Name: { } known } ? Names.Escape(known) + (outer.TakesAnchor(n) ? ".Scale" : "") : null), new Dictionary<Expr, int>()).Write(e);
        // A sweep that keeps nothing has no destination to hand over, and what it calls stores nothing.
        return $"{loop.Name}{((range ?? write) is { } type ? $"<{type}>" : "")}({inner.Arguments(loop.AddsToState ? target : null, row => outer.Rows.Contains(row) ? row : "Unsafe.NullRef<float>()", [start, count], Scalar)});";
    }

    private string? Leaf(Expr e, string target) => e.Op switch
    {
        Op.Center when _level.Anchors.Contains(e[0]) => $"{target}.{_state.Anchor(e[0])}.Center",
        Op.Center when _level.Means.Contains(e[0]) => $"{target}.{_state.Mean(e[0])}.Value",
        Op.Anchor or Op.Magnitude when _level.Anchors.Contains(e) => $"{target}.{_state.Anchor(e)}.Scale",
        _ => null,
    };
}
