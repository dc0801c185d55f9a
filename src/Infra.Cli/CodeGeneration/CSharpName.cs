using System.Globalization;
using System.Text;

namespace Infra.Cli.CodeGeneration;

/// <summary>Names of resources and properties as C# identifiers.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> _keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "await", "args",
    ];

    /// <summary>"shop-server 2" as "shopServer2".</summary>
    public static string Camel(string name)
    {
        var words = Join(name);
        var camel = words.Length == 0 ? "resource" : char.ToLowerInvariant(words[0]) + words[1..];
        return char.IsDigit(camel[0]) ? "resource" + camel : camel;
    }

    /// <summary>As the SDKs name a property: "dnsNames" is "DnsNames".</summary>
    public static string Pascal(string name)
    {
        var words = Join(name);
        return words.Length == 0 ? "Value" : char.IsDigit(words[0]) ? "_" + words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A variable of that name, or with a number where that is taken.</summary>
    public static string Variable(string name, ISet<string> taken)
    {
        var wanted = Camel(name);
        var free = wanted;
        for (var number = 2; _keywords.Contains(free) || !taken.Add(free); number++)
        {
            free = wanted + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    /// <summary>Letters and digits, a new word beginning large.</summary>
    private static string Join(string name)
    {
        var joined = new StringBuilder();
        var begins = false;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                begins = joined.Length > 0;
                continue;
            }

            joined.Append(begins ? char.ToUpperInvariant(c) : c);
            begins = false;
        }

        return joined.ToString();
    }
}
