using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Calls a resource the way an engine does: check, then the rest with checked inputs.</summary>
internal static class Calls
{
    public const string Urn = "urn:pulumi:test::infra::machine:index:Thing::thing";

    public static PropertyMap Map(params (string Name, PropertyValue Value)[] items) =>
        PropertyMap.From(items.Select(i => KeyValuePair.Create(i.Name, i.Value)));

    public static PropertyValue List(params string[] items) => PropertyValue.Array(items.Select(i => (PropertyValue)i));

    public static CheckResult Check(this IMachineResource resource, PropertyMap inputs) => resource.Check(new CheckArgs(Urn, null, inputs, default));

    public static PropertyMap Checked(this IMachineResource resource, PropertyMap inputs)
    {
        var result = resource.Check(inputs);
        result.Failures.ShouldBeEmpty();
        return result.Inputs;
    }

    public static Task<CreateResult> CreateAsync(this IMachineResource resource, PropertyMap inputs, bool preview = false) =>
        resource.CreateAsync(new CreateArgs(Urn, resource.Checked(inputs), null, preview), CancellationToken.None);

    public static DiffResult Diff(this IMachineResource resource, CreateResult old, PropertyMap oldInputs, PropertyMap news) =>
        resource.Diff(new DiffArgs(old.Id, Urn, old.Outputs, resource.Checked(oldInputs), resource.Checked(news), []));

    public static Task<ReadResult?> ReadAsync(this IMachineResource resource, CreateResult old, PropertyMap inputs) =>
        resource.ReadAsync(new ReadArgs(old.Id, Urn, old.Outputs, resource.Checked(inputs), null), CancellationToken.None);

    public static Task<UpdateResult> UpdateAsync(this IMachineResource resource, CreateResult old, PropertyMap oldInputs, PropertyMap news) =>
        resource.UpdateAsync(
            new UpdateArgs(old.Id, Urn, old.Outputs, resource.Checked(oldInputs), resource.Checked(news), null, [], Preview: false), CancellationToken.None);

    public static Task DeleteAsync(this IMachineResource resource, CreateResult old, PropertyMap inputs) =>
        resource.DeleteAsync(new DeleteArgs(old.Id, Urn, old.Outputs, resource.Checked(inputs), null), CancellationToken.None);

    public static string Text(this PropertyMap map, string name) => map.Find(name).ShouldBeOfType<StringValue>().Value;
}
