using System.Buffers.Binary;
using System.IO.Compression;

namespace Training;

/// <summary>Images of 28 × 28 gray pixels from 0 to 1, one row an image, and their labels from 0 to 9.</summary>
sealed record Images(float[] Pixels, byte[] Labels)
{
    public const int Size = 28 * 28, Classes = 10;

    public int Count => Labels.Length;

    public ReadOnlySpan<float> this[int image] => Pixels.AsSpan(image * Size, Size);
}

/// <summary>Reads Fashion-MNIST (Xiao, Rasul, Vollgraf 2017) from its four gzipped IDX files.</summary>
static class FashionMnist
{
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    public static Images Load(string folder, string part)
    {
        var pixels = ReadIdx(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), dimensions: 3);
        var labels = ReadIdx(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), dimensions: 1);
        if (pixels.Length != labels.Length * Images.Size)
            throw new InvalidDataException($"The {part} images and labels in {folder} do not belong together.");
        return new(Array.ConvertAll(pixels, pixel => pixel / 255f), labels);
    }

    // IDX: 0, 0, the type (8: bytes), the number of dimensions, each dimension as a big-endian int, then the elements.
    static byte[] ReadIdx(string path, int dimensions)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[4 + 4 * dimensions];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadInt32BigEndian(header) != 0x800 + dimensions)
            throw new InvalidDataException($"{path} is not an IDX file of bytes with {dimensions} dimensions.");
        var length = 1;
        for (var i = 4; i < header.Length; i += 4)
            length *= BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(i));
        var items = new byte[length];
        stream.ReadExactly(items);
        return items;
    }
}
