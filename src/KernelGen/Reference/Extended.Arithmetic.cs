namespace KernelGen;

// + − * / and the order, with the two remembered values. NaN beats everything.
internal readonly partial struct Extended
{
    /// <summary>Terms this far below the other (in bits, or in powers of e) are beneath its last bit.</summary>
    const double Negligible = -1000;

    public static Extended operator -(Extended a) => a.IsVanished ? a : new(-a.mantissa, a.exponent, a.kind);

    public static Extended operator +(Extended a, Extended b)
    {
        if (a.IsOrdinary && b.IsOrdinary && a.IsFinite && b.IsFinite)
            return a.mantissa + b.mantissa;
        if (a.IsNaN || b.IsNaN)
            return NaN;
        if (a.IsVanished || b.IsVanished)
            return a.IsVanished ? b : a;
        if (!a.IsFinite || !b.IsFinite)
            return Infinite(a.mantissa.Hi + b.mantissa.Hi, a.IsOverwhelming || b.IsOverwhelming);
        if (a.IsZero || b.IsZero)
            return a.IsZero ? b : a;
        if (a.kind == Kind.Binary && b.kind == Kind.Binary)
        {
            var (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a);
            var shift = small.exponent - large.exponent;
            return shift < Negligible ? large : Binary(large.mantissa + small.mantissa.Scale((int)shift), large.exponent);
        }
        else
        {
            var (large, small) = (a.ToNatural(), b.ToNatural());
            if (large.exponent < small.exponent)
                (large, small, a) = (small, large, b);
            var shift = DoubleDouble.TwoSum(small.exponent, -large.exponent);
            if (shift.Hi < Negligible)
                return a;
            // Within 2^±300 of the larger one, so a plain double-double holds the smaller, or it is nothing.
            var moved = Binary(small.mantissa, 0) * Exp(shift);
            return moved.IsOrdinary ? Natural(large.mantissa + moved.mantissa, large.exponent) : a;
        }
    }

    public static Extended operator -(Extended a, Extended b) => a + -b;

    public static Extended operator *(Extended a, Extended b)
    {
        if (a.IsNaN || b.IsNaN)
            return NaN;
        if (a.IsVanished || b.IsVanished)
            return a.IsOverwhelming || b.IsOverwhelming ? NaN : Vanished;
        if (!a.IsFinite || !b.IsFinite)
            return Infinite(a.mantissa.Hi * b.mantissa.Hi, a.IsOverwhelming || b.IsOverwhelming);
        if (a.kind == Kind.Binary && b.kind == Kind.Binary)
            return Binary(a.mantissa * b.mantissa, a.exponent + b.exponent);
        if (a.IsZero || b.IsZero)
            return 0;
        (a, b) = (a.ToNatural(), b.ToNatural());
        return Natural(a.mantissa * b.mantissa, DoubleDouble.TwoSum(a.exponent, b.exponent));
    }

    public static Extended operator /(Extended a, Extended b)
    {
        if (a.IsNaN || b.IsNaN || b.IsOverwhelming)
            return NaN;
        if (a.IsVanished)
            return Vanished;
        if (!a.IsFinite || !b.IsFinite || b.IsZero)
            return Infinite(a.mantissa.Hi / b.mantissa.Hi, a.IsOverwhelming);
        if (a.kind == Kind.Binary && b.kind == Kind.Binary)
            return Binary(a.mantissa / b.mantissa, a.exponent - b.exponent);
        if (a.IsZero)
            return 0;
        (a, b) = (a.ToNatural(), b.ToNatural());
        return Natural(a.mantissa / b.mantissa, DoubleDouble.TwoSum(a.exponent, -b.exponent));
    }

    /// <summary>Row subtraction: as −, but what is masked stays masked, −∞ − (−∞) = −∞, and the logarithm of what cannot be divided by cannot be subtracted.</summary>
    public static Extended SubtractMasked(Extended a, Extended b) => b.IsOverwhelming ? NaN : a.IsNegativeInfinity && b.IsNegativeInfinity ? a : a - b;

    /// <summary>The larger; of equals the vanished one.</summary>
    public static Extended Max(Extended a, Extended b)
    {
        if (a.IsNaN || b.IsNaN)
            return NaN;
        var order = Compare(a, b);
        return order > 0 || (order == 0 && !b.IsVanished) ? a : b;
    }

    /// <summary>The smaller; of equals the vanished one.</summary>
    public static Extended Min(Extended a, Extended b)
    {
        if (a.IsNaN || b.IsNaN)
            return NaN;
        var order = Compare(a, b);
        return order < 0 || (order == 0 && !b.IsVanished) ? a : b;
    }

    /// <summary>A result IEEE arithmetic decides, overwhelming if an operand was and it is infinite.</summary>
    static Extended Infinite(double value, bool overwhelming) => new(value, 0, overwhelming && double.IsInfinity(value) ? Kind.Overwhelming : Kind.Binary);

    /// <summary>The same value written m·e^E whatever its size.</summary>
    Extended ToNatural()
    {
        if (kind == Kind.Natural)
            return this;
        var e = DoubleDouble.Ln2 * exponent;
        return new(mantissa + mantissa * DoubleDouble.Expm1(e.Lo), e.Hi, Kind.Natural);
    }
}
