namespace KernelGen.Generators.Emission;

/// <summary>A vector width as a table of spellings: everything that differs between targets stands here.</summary>
internal sealed record Target(string Suffix, string Vector, int Lanes, string Guard)
{
    public static readonly Target[] All =
    [
        new("512", "Vector512", 16, "Vector512.IsHardwareAccelerated"),
        new("256", "Vector256", 8, "Vector256.IsHardwareAccelerated"),
        new("128", "Vector128", 4, "Vector128.IsHardwareAccelerated"),
        new("Scalar", "", 1, "true"),
    ];

    /// <summary>One element at a time.</summary>
    public static readonly Target One = All[3];

    /// <summary>The same bits on every processor: one width, in hardware or not, and multiply-adds that round once.</summary>
    public static readonly Target Reproducible = All[0] with { Guard = "true", IsReproducible = true };

    public bool IsReproducible { get; private init; }

    public bool IsScalar => Lanes == 1;

    /// <summary>Thirty-two vector registers, and not sixteen.</summary>
    public bool HasManyRegisters => Single.Lanes == 16;

    /// <summary>The same on four vectors in lockstep, in one type: each operation on all of them before the next.</summary>
    public Target InLockstep => IsScalar ? this : this with { Vector = Vector + "x4", Lanes = 4 * Lanes, Single = this };

    /// <summary>One of the vectors that are in lockstep.</summary>
    public Target Single { get => field ?? this; private init; }

    public string Float => IsScalar ? "float" : $"{Vector}<float>";
    public string Double => IsScalar ? "double" : $"{Vector}<double>";
    public string Anchor => IsScalar ? "AnchorScalar" : $"Anchor{Vector}";
    public string Multiple => IsScalar ? "MultipleScalar" : $"Multiple{Vector}";
    public string Divisor => IsScalar ? "DivisorScalar" : $"Divisor{Vector}";

    /// <summary>Doubles a float vector widens to: two vectors, or one number.</summary>
    public string[] Halves => IsScalar ? [""] : ["Lower", "Upper"];

    public string BroadcastMask(string value) => IsScalar ? value : $"{value} ? {Float}.AllBitsSet : {Float}.Zero";
    public string Broadcast(string value) => IsScalar ? $"(float){value}" : $"{Vector}.Create((float){value})";
    public string BroadcastDouble(string value) => IsScalar ? value : $"{Vector}.Create((double){value})";
    public string BroadcastInt(string value) => IsScalar ? value : $"{Vector}.Create({value})";
    public string Literal(string value) => IsScalar ? value : $"{Vector}.Create({value})";

    public string Load(string row, string i) => IsScalar ? $"Unsafe.Add(ref {row}, {i})" : $"{Vector}.LoadUnsafe(ref {row}, (nuint)({i}))";
    public string Prefetch(string row, string i) => $"Lanes.Prefetch(ref Unsafe.Add(ref {row}, {i}), {Float}.Zero)";
    public string LoadPart(string row, string i, string count) => $"Lanes.Load(ref Unsafe.Add(ref {row}, {i}), {count}, {Float}.Zero)";
    public string LoadMask(string row, string i) => IsScalar ? $"Unsafe.Add(ref {row}, {i})" : $"Lanes.LoadMask(ref Unsafe.Add(ref {row}, {i}), {Float}.Zero)";
    public string LoadMaskPart(string row, string i, string count) => $"Lanes.LoadMask(ref Unsafe.Add(ref {row}, {i}), {count}, {Float}.Zero)";
    public string Store(string value, string row, string i) => IsScalar ? $"Unsafe.Add(ref {row}, {i}) = {value}" : $"{Vector}.StoreUnsafe({value}, ref {row}, (nuint)({i}))";
    public string StorePart(string value, string row, string i, string count) => $"Lanes.Store({value}, ref Unsafe.Add(ref {row}, {i}), {count})";

    /// <summary>Stores where the caller says, or some elements of it.</summary>
    public string Write(string value, string row, string i, string? count) => $"Lanes.Store<TWrite>({value}, ref Unsafe.Add(ref {row}, {i}){(count is null ? "" : $", {count}")})";
    public string FirstLanes(string count) => $"Lanes.First({count}, {Float}.Zero)";

    public string Positions(string i) => IsScalar ? $"(float)({i})" : $"Lanes.Positions((int)({i}), {Float}.Zero)";
    public string Indices(string i) => IsScalar ? $"(int)({i})" : $"Lanes.Indices((int)({i}), {Vector}<int>.Zero)";

    public string Widen(string value, string half) => IsScalar ? $"(double){value}" : $"{Vector}.Widen{half}({value})";
    public string WidenMask(string mask, string half) => IsScalar ? mask : $"Lanes.Mask{half}({mask})";

    public string Select(string mask, string then, string otherwise) => IsScalar ? $"({mask} ? {then} : {otherwise})" : $"{Vector}.ConditionalSelect({mask}, {then}, {otherwise})";
    public string Compare(string name, string symbol, string a, string b) => IsScalar ? $"({a} {symbol} {b})" : $"{Vector}.{name}({a}, {b})";
    public string AsMask(string integers) => IsScalar ? integers : $"{integers}.AsSingle()";
    public string And(string a, string b) => $"({a} & {b})";
    public string Or(string a, string b) => $"({a} | {b})";
    public string Not(string a) => IsScalar ? $"!{a}" : $"~{a}";

    public string MultiplyAdd(string a, string b, string c) => IsScalar ? $"(({a} * {b}) + {c})" : $"{Vector}.{(IsReproducible ? "FusedMultiplyAdd" : "MultiplyAddEstimate")}({a}, {b}, {c})";

    /// <summary>Maximum that propagates NaN (IEEE 754-2019 maximum), on floats or doubles.</summary>
    public string Max(string a, string b) => IsScalar ? $"Math.Max({a}, {b})" : $"{Vector}.Max({a}, {b})";
    public string Min(string a, string b) => IsScalar ? $"Math.Min({a}, {b})" : $"{Vector}.Min({a}, {b})";

    /// <summary>Of vectors in lockstep the largest, lane by lane, in which a NaN may be lost.</summary>
    public string Largest(string x) => Single == this ? x : $"{Vector}.Largest({x})";

    /// <summary>Whether every lane is at or below the bar; false where it is NaN.</summary>
    public string IsAtMost(string x, string bar) => IsScalar ? $"({x} <= {bar})" : $"{Vector}.LessThanOrEqualAll({x}, {bar})";

    /// <summary>The larger of the two; where <paramref name="x"/> is NaN, <paramref name="kept"/>. One instruction.</summary>
    public string MaxNumber(string x, string kept) => IsScalar ? $"({x} > {kept} ? {x} : {kept})" : $"{Vector}.MaxNative({x}, {kept})";

    public string Abs(string a) => IsScalar ? $"Math.Abs({a})" : $"{Vector}.Abs({a})";
    public string Sqrt(string a, bool wide) => IsScalar ? (wide ? $"Math.Sqrt({a})" : $"MathF.Sqrt({a})") : $"{Vector}.Sqrt({a})";
    public string Round(string a) => IsScalar ? $"MathF.Round({a})" : $"{Vector}.Round({a})";
    public string Floor(string a) => IsScalar ? $"MathF.Floor({a})" : $"{Vector}.Floor({a})";
    /// <summary>Vectors in lockstep added up.</summary>
    public string Total(string value) => Single == this ? value : $"{(value[0] is '-' or '~' ? $"({value})" : value)}.Total";
    public string Fold(string name, string value) => IsScalar ? value : $"Lanes.{name}({value})";
}
