namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>A test of something that is known not to work yet: skipped, with the reason, for as long as it fails.</summary>
internal static class Pending
{
    public static void Until(string? reason, Action test)
    {
        if (reason is null)
        {
            test();
            return;
        }
        try
        {
            test();
        }
        catch (Exception e)
        {
            Assert.Skip($"{reason} ({e.Message.ReplaceLineEndings(" ")[..Math.Min(e.Message.Length, 200)]})");
        }
    }
}
