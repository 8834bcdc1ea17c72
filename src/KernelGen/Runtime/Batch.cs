using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace KernelGen.Runtime;

/// <summary>The checks a kernel of batches makes before it writes anything. Names are those of the kernel's own parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Batch
{
    /// <summary>The number of rows in a span of whole rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row has no element.</exception>
    /// <exception cref="ArgumentException">The span ends within a row.</exception>
    public static int Rows(int elements, string name, int length, string lengthName)
    {
        if (length <= 0) ThrowLength(length, lengthName);
        var (rows, rest) = Math.DivRem(elements, length);
        if (rest != 0) ThrowRest(elements, name, length, lengthName);
        return rows;
    }

    /// <summary>A row that serves all rows is one row.</summary>
    /// <exception cref="ArgumentException">It is shorter or longer.</exception>
    public static void OneRow(int elements, string name, int length, string lengthName)
    {
        if (elements != length) ThrowOneRow(elements, name, length, lengthName);
    }

    /// <summary>A span has one number for each row.</summary>
    /// <exception cref="ArgumentException">It has fewer or more.</exception>
    public static void OneEach(int count, string name, int rows, string source)
    {
        if (count != rows) ThrowOneEach(count, name, rows, source);
    }

    /// <summary>A destination holds at least what the rows give, so many elements <paramref name="each"/>; a longer one keeps its rest.</summary>
    /// <returns>The number of elements that are written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int Destination(int elements, string name, int rows, int each, string source)
    {
        if (elements < (long)rows * each) ThrowShort(elements, name, rows, each, source);
        return rows * each;
    }

    /// <summary>How many elements a destination holds for each row.</summary>
    /// <exception cref="ArgumentException">The rows do not get equally many.</exception>
    public static int Each(int elements, string name, int rows, string source)
    {
        if (rows == 0) return 0;
        var (each, rest) = Math.DivRem(elements, rows);
        if (rest != 0) ThrowUneven(elements, name, rows, source);
        return each;
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, string name) => throw new ArgumentOutOfRangeException(
        name, length, $"'{name}' is the number of elements of a row: at least 1, for it tells how many rows there are.");

    [DoesNotReturn]
    private static void ThrowRest(int elements, string name, int length, string lengthName) => throw new ArgumentException(
        $"'{name}' has {Spans.Elements(elements)}, which is no number of whole rows of {length} ('{lengthName}').", name);

    [DoesNotReturn]
    private static void ThrowOneRow(int elements, string name, int length, string lengthName) => throw new ArgumentException(
        $"'{name}' has {Spans.Elements(elements)}, and a row has {length} ('{lengthName}'): it is one row, which serves all.", name);

    [DoesNotReturn]
    private static void ThrowOneEach(int count, string name, int rows, string source) => throw new ArgumentException(
        $"'{name}' has {Spans.Elements(count)}, and '{source}' has {Count(rows)}: it has one for each.", name);

    [DoesNotReturn]
    private static void ThrowShort(int elements, string name, int rows, int each, string source) => throw new ArgumentException(
        $"'{name}' has room for {Spans.Elements(elements)}, and {Count(rows)} of '{source}' give{(rows == 1 ? "s" : "")} {each}{(rows == 1 ? "" : " each")}: a destination holds at least as many.", name);

    [DoesNotReturn]
    private static void ThrowUneven(int elements, string name, int rows, string source) => throw new ArgumentException(
        $"'{name}' has room for {Spans.Elements(elements)}, and '{source}' has {Count(rows)}: they get equally many.", name);

    private static string Count(int rows) => rows == 1 ? "1 row" : $"{rows} rows";
}
