using System.Collections.Immutable;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers.Reading;

/// <summary>What is known at a point of a body. Immutable, so that the two ways through an 'if' are two of them.</summary>
/// <param name="Values">What variables hold: of an array, a span or a sequence its elements, as a row.</param>
/// <param name="Cells">What was stored at places that are more than an array and its loop variable, by their text.</param>
/// <param name="Moving">What changes with every turn of the innermost loop, and how it is written in the text of a place.</param>
/// <param name="Guards">The leaves that some condition on the way here has compared: of their size something is known.</param>
/// <param name="Ended">Whether this way has left the body, or the turn of the loop.</param>
internal sealed record State(
    ImmutableDictionary<ISymbol, Expr> Values, ImmutableDictionary<string, Expr> Cells, ImmutableDictionary<ISymbol, string> Moving, ImmutableHashSet<string> Guards, bool Ended)
{
    public static readonly State Empty = new(
        ImmutableDictionary.Create<ISymbol, Expr>(SymbolEqualityComparer.Default), ImmutableDictionary<string, Expr>.Empty,
        ImmutableDictionary.Create<ISymbol, string>(SymbolEqualityComparer.Default), ImmutableHashSet<string>.Empty, false);

    /// <summary>What a variable holds; if nothing was stored in it yet, what it came with.</summary>
    public Expr Of(ISymbol symbol) => Values.TryGetValue(symbol, out var known) ? known : Expr.Leaf(Types.Element(Types.Of(symbol)) is null ? Op.Scalar : Op.Row, symbol.Name);

    public State With(ISymbol symbol, Expr value) => this with { Values = Values.SetItem(symbol, value) };

    public State WithCell(string place, Expr value) => this with { Cells = Cells.SetItem(place, value) };

    public State WithMoving(ISymbol symbol, string name) => this with { Moving = Moving.SetItem(symbol, name) };

    public State Guarded(IEnumerable<string> leaves) => this with { Guards = Guards.Union(leaves) };

    public State End() => this with { Ended = true };

    /// <summary>Where two ways meet again: a value is the one or the other.</summary>
    public static State Join(Expr condition, State then, State otherwise, State before)
    {
        if (then.Ended) return otherwise;
        if (otherwise.Ended) return then;
        var values = otherwise.Values;
        foreach (var symbol in then.Values.Keys.Concat(otherwise.Values.Keys.Where(k => !then.Values.ContainsKey(k))))
            values = values.SetItem(symbol, Choose(condition, then.Of(symbol), otherwise.Of(symbol)));
        var cells = then.Cells;
        foreach (var pair in otherwise.Cells)
            cells = cells.SetItem(pair.Key, cells.TryGetValue(pair.Key, out var other) ? Choose(condition, other, pair.Value) : pair.Value);
        return before with { Values = values, Cells = cells };
    }

    /// <summary>The one value or the other; a comparison of just these two is their maximum or minimum.</summary>
    public static Expr Choose(Expr condition, Expr then, Expr otherwise)
    {
        if (then.Equals(otherwise)) return then;
        if (condition.Op is Op.Less or Op.LessOrEqual)
        {
            if (then.Equals(condition[1]) && otherwise.Equals(condition[0])) return Expr.Of(Op.Max, otherwise, then);
            if (then.Equals(condition[0]) && otherwise.Equals(condition[1])) return Expr.Of(Op.Min, then, otherwise);
        }
        return Expr.Of(Op.Select, condition, then, otherwise);
    }
}
