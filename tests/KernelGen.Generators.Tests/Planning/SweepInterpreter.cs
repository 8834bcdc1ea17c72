using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using KernelGen.Generators.Tests.Algebra;

namespace KernelGen.Generators.Tests.Planning;

/// <summary>
/// Runs a schedule as the mathematics says, in double: each level sweeps the parts of the row on its own, with anchors and centers of its
/// own for each part, and merges what it kept. Anchors may be off by a few powers of two, centers may lie anywhere; results may not tell.
/// </summary>
internal sealed class SweepInterpreter(Schedule schedule, Inputs inputs, Random random)
{
    private readonly Dictionary<Expr, double> _known = [];

    public double[] Evaluate(int result) => Interpreter(inputs, _known).Evaluate(schedule.Results[result]);

    public SweepInterpreter Sweep(IReadOnlyList<(int Start, int Count)> parts)
    {
        foreach (var level in schedule.Levels)
        {
            var whole = parts.Select(p => new State(level, Slice(p), this)).Aggregate((a, b) => a.Merged(b));
            foreach (var (node, value) in whole.Values) _known[node] = value;
        }
        return this;
    }

    // Picks and positions are those of the whole row.
    private (Inputs, int) Slice((int Start, int Count) part) => (inputs.Slice(part.Start, part.Count), part.Start);

    private Interpreter Interpreter(Inputs part, IReadOnlyDictionary<Expr, double> known, int start = 0)
    {
        var interpreter = new Interpreter(part) { Start = start, Whole = inputs };
        foreach (var (node, value) in known) interpreter[node] = value;
        return interpreter;
    }

    /// <summary>What a level keeps of one part: a value for every anchor, center and accumulator.</summary>
    private sealed class State
    {
        private readonly Level _level;
        private readonly SweepInterpreter _sweep;
        private int _count;

        public Dictionary<Expr, double> Values { get; } = [];

        public State(Level level, (Inputs Part, int Start) slice, SweepInterpreter sweep)
        {
            (_level, _sweep, _count) = (level, sweep, slice.Part.Length);
            var earlier = sweep._known;
            foreach (var anchor in level.Anchors) Values[anchor] = sweep.Interpreter(slice.Part, earlier, slice.Start)[anchor] + (sweep.Offset() * Math.Log(2));
            foreach (var anchor in level.Anchors) Values[Expr.Of(Op.Center, anchor)] = Values[anchor] + sweep.Offset();
            foreach (var mean in level.Means) Values[Expr.Of(Op.Center, mean)] = sweep.Interpreter(slice.Part, earlier, slice.Start).Evaluate(mean).Average() + sweep.Offset();
            foreach (var a in level.Accumulators)
            {
                var known = earlier.Concat(Values).ToDictionary(v => v.Key, v => v.Value);
                Values[a.Node] = sweep.Interpreter(slice.Part, known, slice.Start)[Expr.Of(a.Reducer, a.Summand)];
            }
        }

        /// <summary>Both sides move to the larger anchor and the first's centers; then sums add, maxima compare.</summary>
        public State Merged(State other)
        {
            var to = Values.Keys.Where(k => k.Op is Op.Anchor or Op.Magnitude or Op.Center).ToDictionary(k => k, k => k.Op is Op.Anchor or Op.Magnitude ? Math.Max(Values[k], other.Values[k]) : Values[k]);
            var (mine, theirs) = (Moved(to), other.Moved(to));
            foreach (var (node, value) in to) Values[node] = value;
            foreach (var a in _level.Accumulators)
                Values[a.Node] = a.Reducer switch
                {
                    Op.Sum => mine[a] + theirs[a],
                    Op.Product => mine[a] * theirs[a],
                    Op.Highest => Math.Max(mine[a], theirs[a]),
                    _ => Math.Min(mine[a], theirs[a]),
                };
            _count += other._count;
            return this;
        }

        // T_p(c′) = (A / A′)^d Σ_q C(p,q) (c − c′)^(p−q) T_q(c)
        private Dictionary<Accumulator, double> Moved(Dictionary<Expr, double> to) => _level.Accumulators.ToDictionary(a => a, a =>
        {
            double ratio = Math.Exp(a.Degrees.Sum(d => d.Degree * (Values[d.Anchor] - to[d.Anchor])));
            return a.Reducer == Op.Sum ? ratio * Shifted(a.Weight, [], a.Moments, to) : Values[a.Node];
        });

        private double Shifted(Expr weight, IReadOnlyList<(Deviation Deviation, int Power)> done, IReadOnlyList<(Deviation Deviation, int Power)> left, Dictionary<Expr, double> to)
        {
            if (left.Count == 0) return Lower(weight, done);
            var (deviation, power) = left[0];
            double shift = At(deviation.Center, Values) - At(deviation.Center, to);
            return Enumerable.Range(0, power + 1).Sum(q => Binomial(power, q) * Math.Pow(shift, power - q) * Shifted(weight, q > 0 ? [.. done, (deviation, q)] : done, [.. left.Skip(1)], to));
        }

        // Every moment of lower order is kept as well; Σ 1 is the length.
        private double Lower(Expr weight, IReadOnlyList<(Deviation, int)> moments) =>
            weight.IsConstant(1) && moments.Count == 0 ? _count
            : Values[_level.Accumulators.Single(a => a.Reducer == Op.Sum && a.Weight.Equals(weight) && a.Moments.SequenceEqual(moments)).Node];

        private double At(Expr center, Dictionary<Expr, double> centers) =>
            _sweep.Interpreter(_sweep.Whole, _sweep._known.Concat(centers).ToDictionary(v => v.Key, v => v.Value))[center];
    }

    private Inputs Whole => inputs;

    private int Offset() => random.Next(-2, 3);

    private static double Binomial(int n, int k) => k == 0 || k == n ? 1 : Binomial(n - 1, k - 1) + Binomial(n - 1, k);
}
