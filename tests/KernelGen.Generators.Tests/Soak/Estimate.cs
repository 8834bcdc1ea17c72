namespace KernelGen.Generators.Tests.Soak;

/// <summary>A value, and how far from it a computation in float may end up: infinitely far where float cannot know it.</summary>
internal readonly record struct Estimate(Extended Value, Extended Error)
{
    /// <summary>An operation's own error: a few units in the last place.</summary>
    public static readonly Extended Unit = Math.Pow(2, -22);

    // Half the smallest float, and a power of ten more for what follows.
    private static readonly Extended Tiny = 1.4e-44;

    private static readonly Extended Infinity = double.PositiveInfinity;

    public static Estimate Exactly(Extended value) => new(value, 0);

    public static Estimate Unknown(Extended value) => new(value, Infinity);

    public bool IsUnknown => Error == Infinity || Error.IsNaN;

    /// <summary>Low and high ends of what it may be.</summary>
    public Extended Low => Value - Error;

    public Extended High => Value + Error;

    /// <summary>An operation on this as an argument: its propagated error and that of its own rounding. What is not a number has no digits to lose.</summary>
    public static Estimate Rounded(Extended value, Extended propagated) =>
        propagated == Infinity || propagated.IsNaN ? Unknown(value)
        : !value.IsFinite ? new(value, propagated.IsZero ? 0 : Infinity)
        : new(value, value.IsZero && propagated.IsZero ? 0 : propagated + (Unit * Extended.Abs(value)) + Tiny);

    /// <summary>The same where no digit is lost.</summary>
    public static Estimate Exact(Extended value, Extended propagated) => propagated.IsNaN ? Unknown(value) : new(value, propagated);

    public static Extended Larger(Extended a, Extended b) => a.IsNaN || b.IsNaN ? Infinity : a > b ? a : b;

    public static Estimate operator -(Estimate a) => new(-a.Value, a.Error);

    public static Estimate operator -(Estimate a, Estimate b) => a + -b;

    public static Estimate operator +(Estimate a, Estimate b) => Rounded(a.Value + b.Value, a.Error + b.Error);

    public static Estimate operator *(Estimate a, Estimate b)
    {
        var value = a.Value * b.Value;
        // In a description a masked weight is nothing whatever it is multiplied by; floats know no such zero.
        if (a.IsUnknown || b.IsUnknown || (a.Value.IsVanished && !b.Value.IsFinite) || (b.Value.IsVanished && !a.Value.IsFinite)) return Unknown(value);
        if (a.Error.IsZero && b.Error.IsZero) return Rounded(value, 0);
        if ((a.Value.IsVanished && a.Error.IsZero) || (b.Value.IsVanished && b.Error.IsZero)) return value.IsNaN ? Unknown(value) : Exactly(value);
        return Rounded(value, (Extended.Abs(a.Value) * b.Error) + (Extended.Abs(b.Value) * a.Error) + (a.Error * b.Error));
    }

    public static Estimate operator /(Estimate a, Estimate b)
    {
        var value = a.Value / b.Value;
        // Zeros without a sign would be needed to tell 1 / 0 from 1 / -0; what is masked may be divided by what has vanished only.
        if (b.IsUnknown || (b.Value.IsZero && !(a.Value.IsVanished && b.Value.IsVanished && b.Error.IsZero))) return Unknown(value);
        if (a.Error.IsZero && b.Error.IsZero) return Rounded(value, 0);
        if (a.Value.IsVanished && a.Error.IsZero && !value.IsNaN) return Exactly(value);
        var room = Extended.Abs(b.Value) - b.Error;
        return !(room > 0) ? Unknown(value) : Rounded(value, (a.Error + (Extended.Abs(value) * b.Error)) / room);
    }

    /// <summary>A function that grows: its error from its values at both ends.</summary>
    public Estimate Monotone(Func<Extended, Extended> f)
    {
        var value = f(Value);
        if (Error.IsZero) return Rounded(value, 0);
        if (IsUnknown) return Unknown(value);
        return Rounded(value, Larger(f(High) - value, value - f(Low)));
    }

    /// <summary>−1 where this is surely below, 1 where it is surely above, 0 where it is surely equal; null where float cannot tell.</summary>
    public static int? Compare(Estimate a, Estimate b)
    {
        if (a.IsUnknown || b.IsUnknown) return null;
        int order = a.Value < b.Value ? -1 : a.Value > b.Value ? 1 : 0;
        if (a.Value.IsNaN || b.Value.IsNaN) return null;
        if (!a.Value.IsFinite || !b.Value.IsFinite || (a.Error.IsZero && b.Error.IsZero)) return order;
        return Extended.Abs(a.Value - b.Value) > a.Error + b.Error ? order : null;
    }
}
