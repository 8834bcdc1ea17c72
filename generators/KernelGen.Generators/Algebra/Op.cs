namespace KernelGen.Generators.Algebra;

/// <summary>What a node of an <see cref="Expr"/> does. Arguments in order; "row" marks one value an element, "scalar" one a kernel.</summary>
public enum Op
{
    // Leaves.
    Constant,       // Value
    Row,            // Name: an input row
    Scalar,         // Name: a scalar parameter
    Position,       // Name: an index parameter (a scalar)
    Mask,           // Name: an input row of bool
    Length,         // the number of elements (a scalar); of a selection: of what is chosen
    Positions,      // 0, 1, 2, … (a row); of a selection: for each that is chosen
    Uniform,        // (seed, indices): a random number of (0, 1) for each index; with Value 1 another one
    Room,           // as many as the destination holds (a scalar)
    Pick,           // (row input, position): one element (a scalar)
    At,             // Name: a row input, or a row of bool with Value 1; (indices): its elements there (a row)

    // Element functions: row in, row out; scalar in, scalar out.
    Neg, Add, Sub, Mul, Div,
    Exp, Exp2, Expm1, Log, Log2, Log1p, Sqrt, Pow, Abs, Sign, Relu, Min, Max,
    Sigmoid, Tanh, Softplus, LogAddExp, Round, Floor, Sin, Cos,
    Less, LessOrEqual, Equal, And, Or, Not,
    Select,         // (mask, then, else)

    // Reductions: row in, scalar out.
    Sum, Highest, Lowest, Product, ArgMax,
    TopK,           // (row, k): a selection, of the k largest
    Nucleus,        // (row, t): the largest v with log(sum(select(row >= v, e^row, 0))) >= t
    Threshold,      // (row, p, s): t with sum(relu(row - max(row) - t)^p) = s

    // Rows of what a selection has chosen, the largest first.
    Chosen,         // (selection): the elements
    ChosenAt,       // (selection): their indices
    Cumulative,     // (row): the sum of the elements up to each

    // What Stabilize adds. An anchor stands for 2^N, a power of two near the largest exponential of its rows; a magnitude for the one above its largest element.
    Anchor,         // (rows…), Value 1: never below 1. A scale
    Magnitude,      // (row): 2^E > max |row|. A scale
    Identity,       // the scale 1
    LogOf,          // (scalar s): the scale e^s
    ScalePower,     // (scale), Value: raised to a power
    ScaleProduct,   // (scale, scale)
    ScaleMax,       // (scale, scale)
    ScaledExp,      // (X, scale): e^X / scale
    ScaledExpm1,    // (X, scale): (e^X - 1) / scale
    OwnExp,         // (X, scale, factor): e^X * scale * factor, for an element that shares its scale with no other
    Rescale,        // (v, scale): v * scale
    LogScale,       // (scale): its natural logarithm
    InverseMass,    // (v, scale): 1 / v, but 0 where v has vanished and NaN where the scale is infinite
    LogMass,        // (v, scale): log v, but 0 where v has vanished and NaN where the scale is infinite

    // What Accumulate adds.
    Accumulator,    // Name: a sum (or maximum, …) kept by a level
    Center,         // (anchor or row): the point that moments are taken about
    Floored,        // (X, anchor): X, but not below where e^X vanishes
    Stored,         // Name: what an earlier pass left in the destination

    // What Emit adds.
    InUnits,        // (v) or (v, anchor): v, far from 0 in units of 2^64, or in those of an anchor. A row
}
