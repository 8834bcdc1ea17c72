namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>A value for every parameter of a kernel, by name.</summary>
sealed record Inputs(int Length, IReadOnlyDictionary<string, object> Values)
{
    public object this[string name] => Values[name];

    /// <summary>The largest magnitude among the finite elements of all rows, and 1.</summary>
    public double Size => Values.Values.OfType<float[]>().SelectMany(row => row).Where(float.IsFinite).Select(v => Math.Abs((double)v)).Append(1).Max();

    /// <summary>Some element is masked, by −∞ or by a mask: its weight is exactly 0.</summary>
    public bool HasMask => Values.Values.Any(v => v is bool[] || (v is float[] row && row.Contains(float.NegativeInfinity)));

    public double[] Row(string name) => Array.ConvertAll((float[])Values[name], v => (double)v);

    public double Number(string name) => Convert.ToDouble(Values[name], null);

    public Inputs With(string name, object value) => this with { Values = new Dictionary<string, object>(Values) { [name] = value } };

    /// <summary>The inputs with every element of a row, and every scalar if asked for, moved by half a unit in the last place of a float, up or down: what no float kernel could tell apart.</summary>
    public Inputs Moved(Random random, bool scalars)
    {
        double move(double v) => v * (1 + (((2 * random.Next(2)) - 1) * 5.9604644775390625e-8));
        return this with
        {
            Values = Values.ToDictionary(p => p.Key, p => p.Value switch
            {
                float[] row => Array.ConvertAll(row, v => move(v)),
                float number when scalars => move(number),
                var other => other,
            }),
        };
    }
}
