using System.Collections.Immutable;
using System.Text;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Sdk;

namespace KernelGen.Analyzers.Tests.Infrastructure;

/// <summary>Compares what an analyzer reports with the <c>{|KG1001:…|}</c> marks in a test's source.</summary>
public static class AnalyzerVerifier
{
    /// <summary>Exactly the marked diagnostics are reported, and nothing else.</summary>
    /// <param name="messages">What the messages contain, in the order of their places; none: messages are not looked at.</param>
    public static Task Verify<TAnalyzer>(string markup, params string[] messages) where TAnalyzer : DiagnosticAnalyzer, new() =>
        Verify<TAnalyzer>(markup, SourceOptions.Default, messages);

    public static async Task Verify<TAnalyzer>(string markup, SourceOptions options, params string[] messages)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var (source, expected) = Markup.Parse(markup);
        var reported = await Analyze<TAnalyzer>(TestCompilation.Create(source), options, "The test's source");
        AssertMarks(source, expected, reported);
        AssertMessages(messages, reported);
    }

    /// <summary>Nothing at all is reported.</summary>
    public static Task Silent<TAnalyzer>(string source, SourceOptions? options = null) where TAnalyzer : DiagnosticAnalyzer, new()
    {
        if (Markup.Parse(source).Marks.Count > 0)
            throw new XunitException("Silent takes source without marks; Verify is for source with them.");
        return Verify<TAnalyzer>(source, options ?? SourceOptions.Default);
    }

    /// <summary>
    /// <paramref name="before"/> has the marked diagnostics; fixing them one at a time, and all at once, both make
    /// <paramref name="after"/>, which compiles and has the diagnostics marked in it. The same text twice: no fix is offered.
    /// </summary>
    /// <param name="title">Part of the wanted fix's title, where several are offered; else the first is taken.</param>
    public static async Task VerifyFix<TAnalyzer, TFix>(string before, string after, SourceOptions? options = null, string? title = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        options ??= SourceOptions.Default;
        await Verify<TAnalyzer>(before, options);
        var (source, _) = Markup.Parse(before);
        var fixes = new FixRunner(new TFix(), title, compilation => Analyze<TAnalyzer>(compilation, options, "The fixed source"));

        AssertText(after, await fixes.FixOneByOne(source), "Fixed one at a time");
        AssertText(after, await fixes.FixAll(source), "Fixed all at once");
        await Verify<TAnalyzer>(after, options);
    }

    private static async Task<ImmutableArray<Diagnostic>> Analyze<TAnalyzer>(Compilation compilation, SourceOptions options, string what)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var reported = await options.Complete(compilation, what)
            .WithAnalyzers([new TAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. reported.OrderBy(ToMark)];
    }

    internal static Mark ToMark(Diagnostic diagnostic) => new(diagnostic.Id, diagnostic.Location.SourceSpan);

    private static void AssertMarks(string source, IReadOnlyList<Mark> expected, ImmutableArray<Diagnostic> reported)
    {
        // In the test's own file, that is. One in generated code, or an exception's AD0001 without a place, is never expected.
        var inSource = reported.Where(found => found.Location.SourceTree?.FilePath == TestCompilation.FileName(0)).Select(ToMark).ToList();
        if (inSource.Count == reported.Length && expected.SequenceEqual(inSource))
            return;
        var message = new StringBuilder("The diagnostics differ (- expected, + reported):\n");
        message.Append(LineDiff.Describe(Markup.Render(source, expected), Markup.Render(source, inSource)));
        message.Append("\nReported:\n");
        foreach (var diagnostic in reported)
            message.Append($"  {diagnostic}\n");
        throw new XunitException(message.ToString());
    }

    private static void AssertMessages(string[] messages, ImmutableArray<Diagnostic> reported)
    {
        if (messages.Length == 0)
            return;
        if (messages.Length != reported.Length)
            throw new XunitException($"{messages.Length} messages are given for {reported.Length} diagnostics.");
        foreach (var (part, diagnostic) in messages.Zip(reported))
            if (!diagnostic.GetMessage().Contains(part, StringComparison.Ordinal))
                throw new XunitException($"The message of {diagnostic.Id} lacks \"{part}\":\n  {diagnostic.GetMessage()}");
    }

    private static void AssertText(string after, string actual, string how)
    {
        var expected = Markup.Parse(after).Source;
        if (LineDiff.Normalize(expected) != LineDiff.Normalize(actual))
            throw new XunitException($"{how}, the source differs (- expected, + fixed):\n{LineDiff.Describe(expected, actual)}");
    }
}
