using System.Collections.Immutable;
using Infra.Machine.Provider.Local;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Kinds;
using Infra.Tables.Checks;

namespace Infra.Rehearsal.Account;

/// <summary>
/// How things come, change and go. The intention is on disk before anything is made: whatever an interrupted run left is
/// known, and the next creation of the same resource takes it away first.
/// </summary>
internal sealed class ThingLife(CloudAccount account, IProviderHost host, TimeProvider time, CloudFaults faults)
{
    public async Task<Thing> MakeAsync(Kind kind, string urn, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var work = WorkOn(urn, inputs);
        await RemoveFormerAsync(kind, urn, cancellationToken);
        await faults.MeetAsync(kind.Name, "create", work.Narrator, cancellationToken);
        Thing thing;
        using (await account.LockAsync(cancellationToken))
        {
            // Things that are still being made count: their names are taken too.
            var others = account.Things.Where(t => t.Kind == kind.Name).ToImmutableArray();
            if (kind.Refuse(inputs, others) is { } refusal)
            {
                throw CloudAnswer.Unprocessable(refusal);
            }

            thing = new Thing(kind.Name, kind.NewId(inputs, account), urn, Plain(inputs), PropertyMap.Empty, Complete: false);
            if (account.Find(thing.Kind, thing.Id) is not null)
            {
                throw CloudAnswer.Unprocessable($"there is a {thing.Kind} '{thing.Id}' already");
            }

            account.Save(thing);
        }

        try
        {
            var outputs = await kind.MakeAsync(thing, work, cancellationToken);
            thing = (account.Find(thing.Kind, thing.Id) ?? thing) with { Outputs = outputs, Complete = true };
            account.Save(thing);
            await kind.SettleAsync(work, cancellationToken);
            return thing;
        }
        catch
        {
            await RemoveAsync(kind, thing, work, CancellationToken.None);
            throw;
        }
    }

    public async Task<Thing> ChangeAsync(Kind kind, string id, string urn, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var work = WorkOn(urn, inputs);
        await faults.MeetAsync(kind.Name, "update", work.Narrator, cancellationToken);
        var thing = account.Get(kind.Name, id);
        using (await account.LockAsync(cancellationToken))
        {
            if (kind.Refuse(inputs, [.. account.Things.Where(t => t.Kind == kind.Name && t.Id != id)]) is { } refusal)
            {
                throw CloudAnswer.Unprocessable(refusal);
            }
        }

        var outputs = await kind.ChangeAsync(thing, work, cancellationToken);
        thing = thing with { Inputs = Plain(inputs), Outputs = PropertyMap.From(thing.Outputs.Concat(outputs)) };
        account.Save(thing);
        await kind.SettleAsync(work, cancellationToken);
        return thing;
    }

    public async Task RemoveAsync(Kind kind, string id, string urn, PropertyMap inputs, CancellationToken cancellationToken)
    {
        if (account.Find(kind.Name, id) is { } thing)
        {
            var work = WorkOn(urn, inputs);
            await faults.MeetAsync(kind.Name, "delete", work.Narrator, cancellationToken);
            await RemoveAsync(kind, thing, work, cancellationToken);
        }
    }

    private async Task RemoveFormerAsync(Kind kind, string urn, CancellationToken cancellationToken)
    {
        foreach (var former in account.Things.Where(t => t.Kind == kind.Name && t.Urn == urn && !t.Complete))
        {
            await RemoveAsync(kind, former, WorkOn(urn, former.Inputs), cancellationToken);
        }
    }

    private async Task RemoveAsync(Kind kind, Thing thing, Work work, CancellationToken cancellationToken)
    {
        await kind.RemoveAsync(thing, work, cancellationToken);
        using (await account.LockAsync(cancellationToken))
        {
            account.Remove(thing);
        }

        await kind.SettleAsync(work, cancellationToken);
    }

    private Work WorkOn(string urn, PropertyMap inputs) => new(account, InputDefaults.WithoutNotes(inputs), new Narrator(host, urn), time, host.ProjectDirectory);

    private static PropertyMap Plain(PropertyMap inputs) => InputDefaults.WithoutNotes(inputs);
}
