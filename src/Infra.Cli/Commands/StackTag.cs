using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra stack tag`: notes that scripts and people keep with a stack.</summary>
internal static class StackTag
{
    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        stack.Recursive = true;
        var command = new Command("tag", "Read and write the tags of a stack") { stack };
        command.Subcommands.Add(Get(set, stack));
        command.Subcommands.Add(Set(set, stack));
        command.Subcommands.Add(Remove(set, stack));
        command.Subcommands.Add(List(set, stack));
        return command;
    }

    private static Command Get(CommandSet set, Option<string> stack)
    {
        var name = Name();
        return set.Add(new Command("get", "Show one tag") { name }, invocation =>
        {
            var (stacks, chosen) = Open(invocation, stack);
            var tags = stacks.Backend.Tags(chosen);
            invocation.Screen.Write(tags.TryGetValue(invocation.Get(name)!, out var value) ? value : throw new InfraException(
                CliCodes.ValueNotFound, "The stack has no such tag", $"There is no '{invocation.Get(name)}'.{DidYouMean.Hint(invocation.Get(name)!, tags.Keys)}", "infra stack tag ls"));
            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Command Set(CommandSet set, Option<string> stack)
    {
        var name = Name();
        var value = new Argument<string>("value") { Description = "Its text" };
        return set.Add(new Command("set", "Set a tag") { name, value }, invocation =>
        {
            if (invocation.Get(name) is { Length: 0 })
            {
                throw new InfraException(CliCodes.BadOptions, "A tag needs a name", "The name is empty.", "infra stack tag set owner team-web", exitCode: ExitCodes.Configuration);
            }

            var (stacks, chosen) = Open(invocation, stack);
            stacks.Backend.SetTags(chosen, stacks.Backend.Tags(chosen).SetItem(invocation.Get(name)!, invocation.Get(value)!));
            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Command Remove(CommandSet set, Option<string> stack)
    {
        var name = Name();
        var command = new Command("rm", "Remove a tag") { name };
        command.Aliases.Add("remove");
        command.Aliases.Add("delete");
        return set.Add(command, invocation =>
        {
            var (stacks, chosen) = Open(invocation, stack);
            var tags = stacks.Backend.Tags(chosen);
            if (tags.ContainsKey(invocation.Get(name)!))
            {
                stacks.Backend.SetTags(chosen, tags.Remove(invocation.Get(name)!));
            }

            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Command List(CommandSet set, Option<string> stack)
    {
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var command = new Command("ls", "List the tags") { json };
        command.Aliases.Add("list");
        return set.Add(command, invocation =>
        {
            var (stacks, chosen) = Open(invocation, stack);
            var tags = stacks.Backend.Tags(chosen);
            invocation.Screen.Write(invocation.Get(json)
                ? Line.Block(JsonText.Document(new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value))))))
                : Table.Render(["NAME", "VALUE"], [.. tags.Select(tag => new[] { tag.Key, tag.Value })]));
            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Argument<string> Name() => new("name") { Description = "The tag" };

    private static (ProjectStacks Stacks, string Name) Open(Invocation invocation, Option<string> stack)
    {
        var stacks = ProjectStacks.Open(invocation);
        return (stacks, stacks.Name(invocation.Get(stack)));
    }
}
