namespace Infra.Cli.Display;

/// <summary>A run of lines that differ: first line numbers (from 1) and the lines themselves.</summary>
internal sealed record Hunk(int OldLine, int NewLine, IReadOnlyList<string> Removed, IReadOnlyList<string> Added);

/// <summary>Compares texts line by line.</summary>
internal static class TextDiff
{
    /// <summary>Beyond this many cells the middle is shown as replaced: nobody reads such a diff anyway.</summary>
    private const long MaximumCells = 4_000_000;

    public static IReadOnlyList<Hunk> Compare(string old, string @new)
    {
        var (a, b) = (Lines(old), Lines(@new));
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        return Middle(a[head..^tail], b[head..^tail], head);
    }

    private static List<Hunk> Middle(string[] a, string[] b, int offset)
    {
        if (a.Length == 0 && b.Length == 0)
        {
            return [];
        }

        if ((long)a.Length * b.Length > MaximumCells)
        {
            return [new Hunk(offset + 1, offset + 1, a, b)];
        }

        var common = CommonLengths(a, b);
        var hunks = new List<Hunk>();
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            var (startA, startB) = (i, j);
            while ((i < a.Length || j < b.Length) && !(i < a.Length && j < b.Length && a[i] == b[j]))
            {
                if (j >= b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            if (i > startA || j > startB)
            {
                hunks.Add(new Hunk(offset + startA + 1, offset + startB + 1, a[startA..i], b[startB..j]));
            }

            i++;
            j++;
        }

        return hunks;
    }

    /// <summary>Lengths of the longest common subsequences of all tails.</summary>
    private static int[,] CommonLengths(string[] a, string[] b)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
