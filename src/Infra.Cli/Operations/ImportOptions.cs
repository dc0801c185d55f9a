using System.CommandLine;

namespace Infra.Cli.Operations;

internal sealed class ImportOptions
{
    public Argument<string> Type { get; } = new("type") { Description = "Its type: package:module:Name", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> Name { get; } = new("name") { Description = "The resource's name in the program", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> Id { get; } = new("id") { Description = "The provider's name of it", Arity = ArgumentArity.ZeroOrOne };

    public Option<string> File { get; } = new("--file") { Description = "Read what to import from this file", HelpName = "file" };

    public Option<string> Parent { get; } = new("--parent") { Description = "The resource it is to be below: name=urn, or the URN", HelpName = "urn" };

    public Option<string> Provider { get; } = new("--provider") { Description = "A provider of the stack: name=urn, or the URN", HelpName = "urn" };

    public Option<string[]> Properties { get; } = new("--properties") { Description = "Take only these of its inputs, separated by commas", HelpName = "names" };

    public Option<bool> Protect { get; } = new("--protect") { Description = "Protect it; default: true", DefaultValueFactory = _ => true };

    public Option<bool> GenerateCode { get; } = new("--generate-code") { Description = "Print C# that declares what was imported; default: true", DefaultValueFactory = _ => true };

    public Option<string> Out { get; } = new("--out", "-o") { Description = "Write those declarations to this new file instead", HelpName = "file" };

    public Command AddTo(Command command)
    {
        foreach (var argument in new[] { Type, Name, Id })
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in new Option[] { File, Parent, Provider, Properties, Protect, GenerateCode, Out })
        {
            command.Options.Add(option);
        }

        return command;
    }
}
