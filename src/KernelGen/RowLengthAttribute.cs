namespace KernelGen;

/// <summary>
/// Marks the <c>int</c> parameter of a kernel that says how many elements a row has: the kernel then works on a batch of rows, one after the
/// other in memory. The description stays that of one row.
/// <list type="bullet">
/// <item>a <see cref="Row"/> or <see cref="Mask"/> is a span of all rows; marked <see cref="BroadcastAttribute"/>, of one row that serves them all</item>
/// <item>a <see cref="Scalar"/> or <see cref="Position"/> is a number for all rows, or a span with one for each</item>
/// <item>a <see cref="Row"/> that is a result is written to a span of all rows, a <see cref="Scalar"/> to a span with one for each</item>
/// </list>
/// </summary>
/// <example><code>
/// [Kernel] public static partial void CrossEntropy(ReadOnlySpan&lt;float&gt; logits, ReadOnlySpan&lt;int&gt; label, [RowLength] int classes, Span&lt;float&gt; loss);
/// static Scalar CrossEntropy(Row logits, Position label) => LogSumExp(logits) - logits[label];
/// </code></example>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RowLengthAttribute : Attribute;
