using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;
using Infra.Rehearsal.Account;
using Infra.Tables;
using Infra.Tables.Checks;
using Infra.Tables.Format;

namespace Infra.Rehearsal;

/// <summary>The functions that look something up by its id or name, as digitalocean:index/getSshKey:getSshKey.</summary>
internal static class Lookup
{
    private static readonly ImmutableArray<string> _keys = ["id", "name", "ipAddress", "fingerprint"];

    public static InvokeResult Find(CloudAccount account, InvokeArgs args)
    {
        var tables = TableCatalog.Bundled;
        var table = tables.Find(TableKind.Function, args.Token)
            ?? throw new ProviderException($"there is no function '{args.Token}'{Suggestion.For(args.Token, tables.Tokens(TableKind.Function, "digitalocean"))}");
        var failures = InputCheck.Run(table, tables, args.Args).Where(f => f.IsError).Select(f => new CheckFailure(f.Path, f.Reason)).ToImmutableArray();
        if (!failures.IsEmpty)
        {
            return new InvokeResult(PropertyMap.Empty, failures);
        }

        var kind = args.Token[(args.Token.LastIndexOf(':') + 1)..]["get".Length..];
        var wanted = _keys.Select(k => (Key: k, Value: args.Args.Text(k))).Where(k => k.Value.Length > 0).ToArray();
        var found = wanted.Length == 0 ? [] : account.Of(kind).Where(t => wanted.All(w => (w.Key == "id" ? t.Id : t.Text(w.Key)) == w.Value)).ToArray();
        return found switch
        {
            [var one] => InvokeResult.Ok([.. one.Inputs, .. one.Outputs, new("id", one.Id)]),
            [] => throw CloudAnswer.NotFound($"no {kind} with {string.Join(", ", wanted.Select(w => $"{w.Key} '{w.Value}'"))} is there: a rehearsal knows what it made itself, not what the real account has"),
            _ => throw CloudAnswer.Unprocessable($"{found.Length} {kind}s have {string.Join(", ", wanted.Select(w => $"{w.Key} '{w.Value}'"))}"),
        };
    }
}
