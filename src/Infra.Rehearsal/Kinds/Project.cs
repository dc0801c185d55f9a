using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A heading under which things are shown; nothing on this computer.</summary>
internal sealed class Project : Kind
{
    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "project");

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult<PropertyMap>(
    [
        new("createdAt", work.Clock()), new("updatedAt", work.Clock()), new("ownerId", 1), new("ownerUuid", Guid.Empty.ToString()),
        .. work.Inputs.ContainsKey("resources") ? PropertyMap.Empty : [new("resources", PropertyValue.Array())],
    ]);

    public override Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken) =>
        Task.FromResult<PropertyMap>([new("updatedAt", work.Clock())]);
}
