using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KernelGen.Generators.Description;

/// <summary>A finding before it becomes a diagnostic.</summary>
/// <param name="Fix">What a code fix needs to know; empty where the remedy is the author's to choose.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, Location Location, object[] Arguments, ImmutableDictionary<string, string?> Fix)
{
    /// <summary>The parameter that the kernel lacks, as source text; and the name that a call should be written with.</summary>
    public const string MissingParameter = nameof(MissingParameter), QualifiedName = nameof(QualifiedName);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Fix, Arguments);
}

/// <summary>Ends the binding of a description. Without a finding the code is wrong C#, and the compiler says so itself.</summary>
internal sealed class BindException(Finding? finding) : Exception
{
    public Finding? Finding { get; } = finding;

    public static BindException Of(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        new(new(descriptor, location, arguments, ImmutableDictionary<string, string?>.Empty));

    public static BindException Fixable(DiagnosticDescriptor descriptor, Location location, string message, string key, string value) =>
        new(new(descriptor, location, [message], ImmutableDictionary<string, string?>.Empty.Add(key, value)));

    public static BindException Uncompilable() => new(null);
}
