using System.Net;
using System.Text.RegularExpressions;

namespace Infra.Text;

/// <summary>Which words may be names of what.</summary>
public static partial class Names
{
    private const int LongestDomain = 253;

    /// <summary>A host name with at least one dot, in ASCII, and no address.</summary>
    public static bool IsDomain(string text) =>
        text.Length <= LongestDomain && Domain().IsMatch(text) && !IPAddress.TryParse(text, out _);

    /// <summary>One address, as people write it: no display name, no quoting.</summary>
    public static bool IsEmail(string text) => Email().IsMatch(text);

    /// <summary>A URL with https://, a host, perhaps a port and a path, and nothing else; such that it needs no quoting in a shell.</summary>
    public static bool IsHttpsUrl(string text) =>
        HttpsUrl().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    /// <summary>A name a Linux user, a database and a directory can have alike.</summary>
    public static bool IsUser(string text) => User().IsMatch(text);

    /// <summary>A name a host can have, as like the text as can be: a stack's name may hold letters that a host's may not.</summary>
    public static string ToHostname(string text) =>
        string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');

    /// <summary>A dotted Python module.</summary>
    public static bool IsPythonModule(string text) => PythonModule().IsMatch(text);

    /// <summary>A variable every shell can have in its environment.</summary>
    public static bool IsVariable(string text) => Variable().IsMatch(text);

    /// <summary>A database or an extension of one.</summary>
    public static bool IsDatabaseObject(string text) => DatabaseObject().IsMatch(text);

    /// <summary>A Debian package.</summary>
    public static bool IsPackage(string text) => Package().IsMatch(text);

    /// <summary>One segment of a path, such that it needs no quoting anywhere.</summary>
    public static bool IsSegment(string text) => Segment().IsMatch(text);

    /// <summary>An absolute path of a URL, without query.</summary>
    public static bool IsUrlPath(string text) => UrlPath().IsMatch(text);

    [GeneratedRegex(@"^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]{1,64}@([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Email();

    [GeneratedRegex(@"^https://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9_.~/-]*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex HttpsUrl();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,22}[a-z0-9]\z")]
    private static partial Regex User();

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\z", RegexOptions.ECMAScript)]
    private static partial Regex PythonModule();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]{0,62}\z")]
    private static partial Regex DatabaseObject();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex Package();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Segment();

    [GeneratedRegex(@"^(/[A-Za-z0-9_.~-]+)+/?\z|^/\z", RegexOptions.ExplicitCapture)]
    private static partial Regex UrlPath();
}
