namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>A value for every parameter of a kernel, by name.</summary>
sealed record Inputs(int Length, IReadOnlyDictionary<string, object> Values)
{
    public object this[string name] => Values[name];

    public Inputs With(string name, object value) => this with { Values = new Dictionary<string, object>(Values) { [name] = value } };

    /// <summary>The inputs with every number moved by at most one unit in the last place of a float: what no float kernel could tell apart.</summary>
    public Inputs Moved(Random random)
    {
        double move(double v) => v * (1 + ((random.Next(3) - 1) * 5.9604644775390625e-8));
        return this with
        {
            Values = Values.ToDictionary(p => p.Key, p => p.Value switch
            {
                float[] row => Array.ConvertAll(row, v => move(v)),
                float number => move(number),
                var other => other,
            }),
        };
    }
}
