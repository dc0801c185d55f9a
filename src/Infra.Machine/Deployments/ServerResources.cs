using Infra.Machine.Resources;
using Infra.Machine.States;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>Makes resources that are inside one server.</summary>
/// <param name="environment">Their parent.</param>
/// <param name="target">The server.</param>
/// <param name="values">Of the placeholders in their contents.</param>
internal sealed class ServerResources(ProductionEnvironment environment, ServerTarget target, IReadOnlyDictionary<string, Input<string>> values)
{
    /// <summary>A new one each time: arguments are not shared between resources.</summary>
    public ConnectionArgs Connection => new()
    {
        Host = target.Address,
        Port = target.Port,
        User = target.User,
        PrivateKey = target.PrivateKey,
        HostKey = target.HostKey,
    };

    public Configuration Configure(LayerState layer, params IEnumerable<Resource> after) =>
        new(layer.Title + target.Suffix, ConfigurationMapper.ToArgs(layer, Connection, values), Options(after));

    /// <param name="name">Of the resource.</param>
    /// <param name="wanted">The database.</param>
    /// <param name="password">Of its owner; null: who connects is who the server's kernel says.</param>
    /// <param name="after">What has to be there before.</param>
    public Database Data(string name, DatabaseState wanted, Input<string>? password, params IEnumerable<Resource> after)
    {
        var options = Options(after);
        options.Protect = wanted.Protect;
        return new Database(
            name,
            new()
            {
                Connection = Connection,
                Engine = wanted.Engine,
                Name = wanted.Name,
                Owner = wanted.Owner,
                Password = password,
                Extensions = wanted.Extensions,
                DropOnDelete = !wanted.Protect,
            },
            options);
    }

    public CustomResourceOptions Options(IEnumerable<Resource> after)
    {
        var options = new CustomResourceOptions { Parent = environment, DeletedWith = target.Server };
        foreach (var resource in after)
        {
            options.DependsOn.Add(resource);
        }

        return options;
    }
}
