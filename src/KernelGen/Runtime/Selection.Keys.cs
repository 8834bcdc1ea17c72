using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KernelGen.Runtime;

// Elements as keys: whole numbers in the order in which elements are chosen.
public ref partial struct Selection
{
    // So many keys are sorted sooner than parted, and by insertion: they come in no order.
    private const int Few = 32;

    private static void Sort(Span<ulong> keys)
    {
        if (keys.Length > Few)
        {
            keys.Sort();
            return;
        }
        ref ulong first = ref MemoryMarshal.GetReference(keys);
        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = Unsafe.Add(ref first, i);
            int at = i;
            for (; at > 0 && Unsafe.Add(ref first, at - 1) > key; at--) Unsafe.Add(ref first, at) = Unsafe.Add(ref first, at - 1);
            Unsafe.Add(ref first, at) = key;
        }
    }

    /// <summary>Moves the smallest keys to the front, so many of them (Hoare 1961).</summary>
    private static void Partition(Span<ulong> keys, int smallest)
    {
        while (keys.Length > 1)
        {
            ulong first = keys[0], middle = keys[keys.Length / 2], last = keys[^1];
            ulong pivot = Math.Max(Math.Min(first, middle), Math.Min(Math.Max(first, middle), last));
            int i = 0, j = keys.Length - 1;
            while (i <= j)
            {
                while (keys[i] < pivot) i++;
                while (keys[j] > pivot) j--;
                if (i > j) break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                i++;
                j--;
            }
            if (smallest <= j) keys = keys[..(j + 1)];
            else if (smallest < i) return;
            else
            {
                keys = keys[i..];
                smallest -= i;
            }
        }
    }

    // The order of floats as that of integers: −0 counts as 0.
    private static ulong Key(float value, int index)
    {
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        return (ulong)(uint)(bits ^ ((bits >> 31) | int.MinValue)) << 32 | ~(uint)index;
    }

    private static float Value(ulong key)
    {
        int bits = (int)(key >> 32);
        return BitConverter.Int32BitsToSingle(bits ^ (~(bits >> 31) | int.MinValue));
    }

    private static int Index(ulong key) => (int)~(uint)key;
}
