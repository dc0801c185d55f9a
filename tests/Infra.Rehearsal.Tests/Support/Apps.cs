using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>Declarations of apps.</summary>
internal static class Apps
{
    public static PropertyMap GitHub { get; } = [new("repo", "shop/shop"), new("branch", "main")];

    public static PropertyMap Service(string name = "web") =>
        [new("name", name), new("github", GitHub), new("runCommand", "gunicorn site:app"), new("instanceSizeSlug", "apps-s-1vcpu-1gb")];

    public static PropertyMap Variable(string key, string value, string scope = "RUN_AND_BUILD_TIME", string type = "GENERAL") =>
        [new("key", key), new("value", value), new("scope", scope), new("type", type)];

    public static PropertyMap Rule(string prefix, string component, bool preserve = false) =>
    [
        new("match", PropertyMap.Empty.With("path", PropertyMap.Empty.With("prefix", prefix))),
        new("component", PropertyMap.From([new("name", component), new("preservePathPrefix", preserve)])),
    ];

    public static PropertyMap Ingress(params ImmutableArray<PropertyMap> rules) => PropertyMap.Empty.With("rules", List(rules));

    public static PropertyValue List(params ImmutableArray<PropertyMap> items) => PropertyValue.Array(items.Select(i => (PropertyValue)i));

    public static PropertyValue One(PropertyMap item) => List(item);

    public static PropertyMap Of(PropertyMap spec) => PropertyMap.Empty.With("spec", PropertyMap.From(new KeyValuePair<string, PropertyValue>[] { new("name", "shop"), new("region", "fra") }.Concat(spec)));

    public static PropertyMap WithService(PropertyMap service) => Of([new("services", List(service))]);
}
