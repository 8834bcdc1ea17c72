namespace Quickstart;

/// <summary>The logits of some classified images, one row an image, and the right answers. data/README.md describes the format.</summary>
sealed record LogitsFile(int Rows, int Classes, float[] Logits, byte[] Labels)
{
    static ReadOnlySpan<byte> Magic => "KGLOGIT1"u8;

    public ReadOnlySpan<float> Row(int row) => Logits.AsSpan(row * Classes, Classes);

    public static LogitsFile Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw new InvalidDataException($"{path} is not a file of logits.");
        var (rows, classes) = (reader.ReadInt32(), reader.ReadInt32());
        var logits = new float[rows * classes];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = (float)reader.ReadHalf();
        var labels = reader.ReadBytes(rows);
        if (labels.Length < rows)
            throw new EndOfStreamException($"{path} ends early.");
        return new(rows, classes, logits, labels);
    }

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(Rows);
        writer.Write(Classes);
        foreach (var logit in Logits)
            writer.Write((Half)logit);
        writer.Write(Labels);
    }
}
