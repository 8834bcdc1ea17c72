using System.Runtime.InteropServices;

namespace KernelGen.Numerics.Tests.Infrastructure;

/// <summary>
/// Elements that end right at a page nobody may touch, or that begin right after one:
/// one element read or written past the end kills the process instead of passing unseen.
/// </summary>
public sealed unsafe partial class GuardedBuffer<T> : IDisposable where T : unmanaged
{
    private readonly byte* pages;
    private readonly nuint size;
    private readonly T* first;
    private readonly int length;

    public GuardedBuffer(int length, bool atStart = false)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Guard pages are set up through mmap.");
        var page = (nuint)Environment.SystemPageSize;
        var data = ((nuint)length * (nuint)sizeof(T) + page - 1) / page * page;
        size = data + 2 * page;
        const int None = 0, ReadWrite = 3;
        var privateAnonymous = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;
        pages = (byte*)GuardedPages.Map(null, size, None, privateAnonymous, -1, 0);
        if ((nint)pages == -1) throw new OutOfMemoryException();
        if (data != 0 && GuardedPages.Protect(pages + page, data, ReadWrite) != 0) throw new OutOfMemoryException();
        this.length = length;
        first = (T*)(atStart ? pages + page : pages + page + data - (nuint)length * (nuint)sizeof(T));
    }

    public GuardedBuffer(ReadOnlySpan<T> values, bool atStart = false) : this(values.Length, atStart) => values.CopyTo(Span);

    public Span<T> Span => new(first, length);

    public void Dispose() => GuardedPages.Unmap(pages, size);
}

internal static unsafe partial class GuardedPages
{
    [LibraryImport("libc", EntryPoint = "mmap")]
    public static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(void* address, nuint length);
}
