using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Provider.Shell;

namespace Infra.Machine.Provider.Configurations;

/// <summary>The scripts that bring a layer about, read it, and take it away: a fixed library with calls below it.</summary>
internal static class ConfigurationScript
{
    private static readonly Lazy<string> _say = new(() => Library("say.sh"));
    private static readonly Lazy<string> _configure = new(() => Library("configure.sh"));
    private static readonly Lazy<string> _inspect = new(() => Library("inspect.sh"));

    /// <param name="wanted">The layer.</param>
    /// <param name="before">The layer as it was wanted before; what is no longer in it is undone. Null for a new one.</param>
    /// <param name="beside">The titles of layers that come to the same server just now and may want packages.</param>
    public static string Apply(ConfigurationInputs wanted, ConfigurationInputs? before, params IEnumerable<string> beside)
    {
        var script = Begin(wanted, _configure.Value);
        script.Append("beside=").Append(Sh.Quote(string.Join(' ', beside))).Append('\n');
        if (before is not null)
        {
            AddForgotten(script, wanted, before);
        }

        if (!wanted.Ports.IsEmpty && !wanted.Services.IsEmpty)
        {
            Line(script, "refuse_taken_ports", [$" {string.Join(' ', wanted.Services.Keys)} ", .. wanted.Ports.Select(Number)]);
        }

        Line(script, "want", ["packages", .. wanted.Packages]);
        Line(script, "want", ["users", .. wanted.Users.Keys]);
        Line(script, "want", ["directories", .. wanted.Directories.Keys]);
        Call(script, "remove_packages", wanted.AbsentPackages);
        script.Append("services=").Append(Sh.Quote(string.Join(' ', wanted.Services.Keys))).Append('\n');
        Call(script, "install_packages", wanted.Packages);
        foreach (var (name, user) in wanted.Users)
        {
            Line(script, "ensure_user", name, user.System ? "system" : "person", user.Home, user.Shell, string.Join(',', user.Groups), user.KeysFile is null ? "" : "keys");
            Here(script, user.KeysFile);
        }

        foreach (var (path, ownership) in wanted.Directories)
        {
            Line(script, "ensure_directory", path, ownership.Owner, ownership.Group, ownership.ShortMode);
        }

        foreach (var (path, file) in wanted.Files)
        {
            Line(script, "ensure_file", path, file.Ownership.Owner, file.Ownership.Group, file.Ownership.ShortMode, DigestOf(file.Content));
            Here(script, file.Content);
        }

        foreach (var (path, target) in wanted.Links)
        {
            Line(script, "ensure_link", path, target);
        }

        Each(script, "ensure_absent", wanted.Absent);
        foreach (var (name, command) in wanted.Commands)
        {
            Line(script, "run_command", name, command.Unless, command.Run);
        }

        script.Append("load_units\n");
        AddServices(script, wanted);
        Each(script, "ensure_listening", wanted.Ports.Select(Number));
        if (before is not null)
        {
            AddUndone(script, before.Commands.Where(command => !wanted.Commands.ContainsKey(command.Key)));
        }

        return script.Append("rm -f \"$memory/changed\"\nsay 'done' yes\n").ToString();
    }

    public static string Read(ConfigurationInputs known)
    {
        var script = Begin(known, _inspect.Value);
        Call(script, "read_packages", known.Packages.Concat(known.AbsentPackages));
        Each(script, "read_user", known.Users.Keys);
        Call(script, "read_directories", known.Directories.Keys);
        Call(script, "read_files", known.Files.SelectMany(file => new[] { file.Key, DigestOf(file.Value.Content) }));
        Each(script, "read_link", known.Links.Keys);
        Each(script, "read_absent", known.Absent);
        foreach (var (name, command) in known.Commands.Where(command => command.Value.Unless.Length > 0))
        {
            Line(script, "read_command", name, command.Unless);
        }

        Call(script, "read_services", known.Services.Keys);
        return script.Append("say 'done' yes\n").ToString();
    }

    public static string Remove(ConfigurationInputs known)
    {
        var script = Begin(known, _configure.Value).Append("withdraw\n");
        Each(script, "stop_new_service", known.Services.Keys);
        AddUndone(script, known.Commands);
        Each(script, "forget_file", Paths(known));
        Each(script, "forget_keys", UsersWithKeys(known));
        Each(script, "forget_directory", known.Directories.Keys.OrderByDescending(d => d.Length));
        script.Append("forget_parents\nsystemctl daemon-reload\n");
        Call(script, "forget_packages", known.Packages);
        Each(script, "reload_old_service", known.Services.Keys);
        return script.Append("forget_users\nforget_layer\nsay 'done' yes\n").ToString();
    }

    public static string DigestOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static void AddForgotten(StringBuilder script, ConfigurationInputs wanted, ConfigurationInputs before)
    {
        Each(script, "stop_new_service", before.Services.Keys.Except(wanted.Services.Keys));
        Each(script, "forget_file", Paths(before).Except(Paths(wanted)));
        Each(script, "forget_keys", UsersWithKeys(before).Except(UsersWithKeys(wanted)));
        Each(script, "forget_directory", before.Directories.Keys.Except(wanted.Directories.Keys).OrderByDescending(d => d.Length));
        script.Append("forget_parents\n");
        Call(script, "forget_packages", before.Packages.Except(wanted.Packages));
        Each(script, "forget_user", before.Users.Keys.Except(wanted.Users.Keys));
    }

    private static void AddUndone(StringBuilder script, IEnumerable<KeyValuePair<string, WantedCommand>> commands)
    {
        foreach (var (name, command) in commands.Where(command => command.Value.Undo.Length > 0))
        {
            Line(script, "undo_command", name, command.Undo);
        }
    }

    private static void AddServices(StringBuilder script, ConfigurationInputs wanted)
    {
        foreach (var (name, service) in wanted.Services)
        {
            script.Append("restart=no reload=no\n");
            AddCondition(script, "restart", service.RestartOn);
            AddCondition(script, "reload", service.ReloadOn);
            Words(script, "ensure_service", [name, YesNo(service.Enabled), YesNo(service.Running), service.Reload, service.Check]);
            script.Append(" \"$restart\" \"$reload\"\n");
        }
    }

    private static void AddCondition(StringBuilder script, string variable, ImmutableArray<string> patterns)
    {
        if (!patterns.IsEmpty)
        {
            Words(script, "if touched", patterns);
            script.Append("; then ").Append(variable).Append("=yes; fi\n");
        }
    }

    private static IEnumerable<string> Paths(ConfigurationInputs layer) => layer.Files.Keys.Concat(layer.Links.Keys).Concat(layer.Absent);

    private static IEnumerable<string> UsersWithKeys(ConfigurationInputs layer) => layer.Users.Where(u => u.Value.KeysFile is not null).Select(u => u.Key);

    private static StringBuilder Begin(ConfigurationInputs layer, string library) =>
        new StringBuilder("set -eu\numask 022\ntitle=").Append(Sh.Quote(layer.Title)).Append('\n').Append(_say.Value).Append(library).Append('\n');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static void Here(StringBuilder script, string? content)
    {
        if (content is null)
        {
            return;
        }

        script.Length--;
        script.Append(" <<'INFRA'\n").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.None)).Append("\nINFRA\n");
    }

    private static void Each(StringBuilder script, string function, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            Line(script, function, argument);
        }
    }

    /// <summary>One call with all the arguments; none without any.</summary>
    private static void Call(StringBuilder script, string function, IEnumerable<string> arguments)
    {
        var all = arguments.ToArray();
        if (all.Length > 0)
        {
            Line(script, function, all);
        }
    }

    private static void Line(StringBuilder script, string function, params string[] arguments)
    {
        Words(script, function, arguments);
        script.Append('\n');
    }

    private static void Words(StringBuilder script, string function, IEnumerable<string> arguments)
    {
        script.Append(function);
        foreach (var argument in arguments)
        {
            script.Append(' ').Append(Sh.Quote(argument));
        }
    }

    private static string Library(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Configurations/" + name)
            ?? throw new InvalidOperationException($"{name} is missing in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
