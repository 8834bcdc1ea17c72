namespace KernelGen;

/// <summary>Marks a row of a batch that is the same for all rows, such as the gain of a norm: its span holds <see cref="RowLengthAttribute">one row</see>, not all.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BroadcastAttribute : Attribute;
