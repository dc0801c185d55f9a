using System.Collections.Immutable;
using Infra.Engine.Events;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Support;

/// <summary>Operations that several tests look at.</summary>
internal static class Stories
{
    private static readonly ResourceState _stack = Story.State("pulumi:pulumi:Stack", "shop-dev");
    private static readonly ResourceState _environment = Story.State("infra:index:ProductionEnvironment", "shop");

    public static PropertyMap OldOutputs => [new("url", "https://shop.test"), new("workers", 3)];

    public static PropertyMap NewOutputs =>
        [new("url", "https://shop.test"), new("workers", 5), new("address", PropertyValue.Unknown), new("login", new SecretValue("hidden"))];

    /// <summary>A preview with every kind of change.</summary>
    public static Story Preview()
    {
        var story = new Story()
            .Add(new PreludeEvent(Story.Begin, ImmutableSortedDictionary.CreateRange<string, string>([new("infra:host", "local"), new("infra:token", "[secret]")])))
            .Did(Step(StepOp.Same, _stack, _stack))
            .Did(Step(StepOp.Same, _environment, _environment))
            .Did(Step(StepOp.Create, null, Resource("KeyPair", "shop-login", [new("comment", "admin@shop")])))
            .Did(Step(StepOp.Update, AppServer(3), AppServer(5)));
        var (oldServer, newServer) = (Server("debian-11"), Server("debian-12"));
        return story
            .Started(Step(StepOp.CreateReplacement, oldServer, newServer) with { Logical = false, ReplaceKeys = ["image"] })
            .Started(Step(StepOp.Replace, oldServer, newServer) with { ReplaceKeys = ["image"] })
            .Succeeded(Step(StepOp.Replace, oldServer, newServer) with { ReplaceKeys = ["image"] })
            .Started(Step(StepOp.DeleteReplaced, oldServer, null) with { Logical = false })
            .Did(Step(StepOp.Delete, Resource("Database", "shop-data", [new("name", "shop")]), null))
            .Said(oldServer.Urn, LogSeverity.Warning, "the image is 400 days old\nchoose a newer one")
            .Wrote("hello from the program")
            .At(1.234)
            .Ended(isPreview: true);
    }

    /// <summary>An update in the middle of it.</summary>
    public static Story Running()
    {
        var (server, web) = (Server("debian-12"), Resource("Configuration", "shop-web-server", []));
        return new Story()
            .Started(Step(StepOp.Same, _stack, _stack))
            .Started(Step(StepOp.Create, null, _environment))
            .Did(Step(StepOp.Create, null, server), 1.5)
            .Started(Step(StepOp.Create, null, web))
            .At(14)
            .Said(web.Urn, LogSeverity.Info, "installing nginx", ephemeral: true);
    }

    /// <summary>An update that ended with a failure.</summary>
    public static Story Failure()
    {
        var web = Step(StepOp.Update, AppServer(3), AppServer(5));
        return new Story()
            .Did(Step(StepOp.Same, _stack, _stack))
            .Started(web)
            .At(2)
            .Failed(web, "the service shop.service did not start:\n  ModuleNotFoundError: No module named 'shpo'")
            .Ended(isPreview: false, succeeded: false);
    }

    public static StepInfo Step(StepOp op, ResourceState? old, ResourceState? @new) => new()
    {
        Op = op,
        Urn = (@new ?? old)!.Urn,
        Type = (@new ?? old)!.Type,
        Old = old,
        New = @new,
        Provider = (@new ?? old)!.Provider,
    };

    public static ResourceState Resource(string type, string name, PropertyMap inputs) =>
        Story.State("machine:index:" + type, name, inputs, parent: _environment.Urn);

    public static ResourceState AppServer(int workers) => Resource("Configuration", "shop-app-server",
    [
        new("title", "application server"),
        new("packages", PropertyValue.Array(workers > 3 ? ["gunicorn", "python3-gevent"] : ["gunicorn"])),
        new("files", Map(
            ("/etc/shop/gunicorn.conf.py", Map(
                ("content", $"bind = \"unix:/run/shop.sock\"\ntimeout = 30\nworkers = {workers}\npreload_app = True\n"), ("mode", "0644"))),
            ("/etc/shop/environment", Map(("content", new SecretValue($"KEY={workers}")), ("mode", "0600"))))),
    ]);

    private static ResourceState Server(string image) =>
        Resource("LocalServer", "shop-server", [new("hostname", "shop"), new("image", image), new("memory", 1024)]);
}
