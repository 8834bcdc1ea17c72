namespace KernelGen;

/// <summary>
/// The k largest elements of a row, the largest first and the lower index first among equals, and where they are. What
/// <see cref="RowMath.TopK(Row, Position)"/> makes; a kernel finds them in the sweep that computes its sums.
/// </summary>
/// <remarks>A row with NaN has no largest elements: all values are NaN and all indices −1. Past the end of a short row the values are −∞, the indices −1.</remarks>
public sealed class TopK
{
    readonly Row row;

    internal TopK(Row row, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        this.row = row;
        var order = Array.Exists(row.Items, item => item.IsNaN) ? []
            : Enumerable.Range(0, row.Items.Length).OrderByDescending(i => row.Items[i], Comparer<Extended>.Create((a, b) => a < b ? -1 : b < a ? 1 : 0)).Take(k).ToArray();
        Extended missing = Array.Exists(row.Items, item => item.IsNaN) ? double.NaN : row.Beyond;
        Values = Chosen(order, k, i => row.Items[i], missing, nowhere: double.NaN);
        Indices = Chosen(order, k, i => i, missing: -1, nowhere: -1);
    }

    /// <summary>The elements, the largest first. Shape: a row of k.</summary>
    public Row Values { get; }

    /// <summary>Their indices in the row, counted from 0. Shape: a row of k; written to a <c>Span&lt;int&gt;</c>.</summary>
    public Row Indices { get; }

    /// <summary>True at the chosen elements of the row. Shape: as the row that they are chosen of.</summary>
    public Mask Mask => RowMath.MaskOf(row, this);

    /// <summary>The elements of another row at the chosen indices; −∞ past the end of the row. Shape: a row of k.</summary>
    public Row Of(Row other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var items = new Extended[Indices.Items.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = Indices.Items[i] < 0 ? double.NegativeInfinity : other.Lanes.At((int)Indices.Items[i].ToDouble());
        return new(new Lanes<Extended>(items));
    }

    static Row Chosen(int[] order, int k, Func<int, Extended> item, Extended missing, Extended nowhere)
    {
        var items = new Extended[k];
        Array.Fill(items, missing);
        for (var i = 0; i < order.Length; i++)
            items[i] = item(order[i]);
        return new(new Lanes<Extended>(items)) { Missing = missing, Nowhere = nowhere };
    }
}
