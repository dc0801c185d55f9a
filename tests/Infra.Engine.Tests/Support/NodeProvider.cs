using System.Text.Json;
using Tests.Support;

namespace Infra.Engine.Tests.Support;

/// <summary>A stack whose package "thing" is a provider on the official Node SDK (tests/node/provider.js).</summary>
internal static class NodeProvider
{
    public static async Task<PluginStack> NewStackAsync()
    {
        var modules = await NodePackages.ModulesAsync();
        var stack = new PluginStack();
        var script = stack.Directory.File("plugins/provider.js", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "provider.js")));
        Directory.CreateSymbolicLink(Path.Combine(stack.Directory.Path, "plugins", "node_modules"), modules);
        Directory.CreateDirectory(Ledger(stack));
        stack.Plugin("thing", $"#!/bin/sh\nLEDGER='{Ledger(stack)}' exec node '{script}' \"$@\"\n");
        return stack;
    }

    /// <summary>The same, as a directory with a PulumiPlugin.yaml, its package.json and its packages.</summary>
    public static async Task<PluginStack> NewDirectoryStackAsync(string description = "runtime: nodejs\n", bool withPackages = true)
    {
        var stack = new PluginStack();
        Directory.CreateDirectory(Ledger(stack));
        var provider = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "provider.js"));
        stack.Directory.File("plugins/thing/lib/index.js", $"process.env.LEDGER = {JsonSerializer.Serialize(Ledger(stack))};\n{provider}");
        stack.Directory.File("plugins/thing/package.json", """{ "name": "thing", "version": "1.2.3", "main": "lib/index.js" }""");
        stack.Directory.File("plugins/thing/PulumiPlugin.yaml", description);
        var plugin = Path.Combine(stack.Directory.Path, "plugins", "thing");
        if (withPackages)
        {
            await NodePackages.LinkNewestAsync(plugin);
        }

        stack.Plugins["thing"] = plugin;
        return stack;
    }

    /// <summary>The ids of what really exists.</summary>
    public static IEnumerable<string> Things(this PluginStack stack) =>
        Directory.EnumerateFiles(Ledger(stack), "thing-*").Select(f => Path.GetFileName(f)!).Order();

    public static string Calls(this PluginStack stack) => File.ReadAllText(Path.Combine(Ledger(stack), "calls.log"));

    private static string Ledger(PluginStack stack) => Path.Combine(stack.Directory.Path, "ledger");
}
