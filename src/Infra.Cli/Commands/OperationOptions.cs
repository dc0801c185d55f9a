using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli.Commands;

/// <summary>Pulumi's options of preview, up, refresh and destroy.</summary>
internal sealed class OperationOptions
{
    public Option<string> Stack { get; } = StackOption.Create();

    public Option<string> Message { get; } = new("--message", "-m") { Description = "Goes into the history", HelpName = "text" };

    public Option<int> Parallel { get; } = new("--parallel", "-p") { Description = "Steps at the same time; 1 is serial; default: PULUMI_PARALLEL", HelpName = "n" };

    public Option<string[]> Config { get; } = new("--config", "-c") { Description = "Set a configuration value of the stack first", HelpName = "key=value" };

    public Option<string> ConfigFile { get; } = new("--config-file") { Description = "Use this file instead of Pulumi.<stack>.yaml", HelpName = "file" };

    public Option<bool> Diff { get; } = new("--diff") { Description = "Show every property of every change" };

    public Option<bool> Json { get; } = new("--json", "-j") { Description = "JSON: a document of a preview, a line an event otherwise" };

    public Option<bool> ShowSames { get; } = new("--show-sames") { Description = "Show resources that do not change as well" };

    public Option<bool> Urns { get; } = new("--urns") { Description = "Show URNs instead of names" };

    public Option<bool> ShowSecrets { get; } = new("--show-secrets") { Description = "Show secret outputs in plain text" };

    public Option<bool> ShowConfig { get; } = new("--show-config") { Description = "Show the configuration first" };

    public Option<bool> SuppressOutputs { get; } = new("--suppress-outputs") { Description = "Do not show the stack's outputs" };

    public Option<bool> SuppressProgress { get; } = new("--suppress-progress") { Description = "Show no progress, only the result" };

    public Option<string> EventLog { get; } = new("--event-log") { Description = "Write every event to this file, a line of JSON each", HelpName = "file" };

    public Option<string[]> Target { get; } = new("--target", "-t") { Description = "Only this resource; may be given often, * and ** allowed", HelpName = "urn" };

    public Option<string[]> Exclude { get; } = new("--exclude", "-x") { Description = "All but this resource", HelpName = "urn" };

    public Option<bool> TargetDependents { get; } = new("--target-dependents") { Description = "And what depends on the targets" };

    public Option<string[]> Replace { get; } = new("--replace") { Description = "Replace this resource", HelpName = "urn" };

    public Option<string[]> TargetReplace { get; } = new("--target-replace") { Description = "Only this resource, replaced", HelpName = "urn" };

    public Option<bool> Rehearse { get; } = new("--rehearse") { Description = "On this computer instead of the cloud" };

    public Option<bool> ExpectNoChanges { get; } = new("--expect-no-changes") { Description = "Exit with 7 if there are changes" };

    public Option<bool> Refresh { get; } = new("--refresh", "-r") { Description = "Read the real things before comparing" };

    public Option<bool> SkipPreview { get; } = new("--skip-preview", "-f") { Description = "Do it without a preview" };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do it without asking; what is done is shown as it happens" };

    public Option<bool> PreviewOnly { get; } = new("--preview-only") { Description = "Only say what would be done" };

    public Option<bool> ContinueOnError { get; } = new("--continue-on-error") { Description = "Go on with what does not depend on a failed step" };

    public Option<bool> AllowDataLoss { get; } = new("--allow-data-loss", "--ignore-protect") { Description = "Delete protected resources and their data as well" };

    public Option<bool> SkipPendingCreates { get; } = new("--skip-pending-creates") { Description = "Do not ask about interrupted creations" };

    public Option<bool> ClearPendingCreates { get; } = new("--clear-pending-creates") { Description = "Forget interrupted creations: nothing was made" };

    public Option<string[]> ImportPendingCreates { get; } = new("--import-pending-creates")
    {
        Description = "Take what interrupted creations made into the state: URN and id of each",
        HelpName = "urn id",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> SavePlan { get; } = new("--save-plan") { Description = "Write what was found into this file, for up --plan", HelpName = "file" };

    public Option<string> Plan { get; } = new("--plan") { Description = "Do what this plan says, and stop before anything else", HelpName = "file" };

    public Command AddTo(Command command, OperationKind kind, bool isPreview)
    {
        IEnumerable<Option> options =
        [
            Stack, Message, Parallel, Config, ConfigFile, Diff, Json, ShowSames, Urns, SuppressOutputs, SuppressProgress, EventLog, ShowSecrets,
            .. kind == OperationKind.Import ? (IEnumerable<Option>)[] : [Target, Exclude, TargetDependents, Rehearse],
            .. kind == OperationKind.Up ? (IEnumerable<Option>)[Replace, TargetReplace, ShowConfig] : [],
            .. kind is OperationKind.Destroy or OperationKind.Import ? (IEnumerable<Option>)[] : [ExpectNoChanges],
            .. kind == OperationKind.Refresh ? (IEnumerable<Option>)[SkipPendingCreates, ClearPendingCreates, ImportPendingCreates] : [],
            .. kind is OperationKind.Up or OperationKind.Destroy ? (IEnumerable<Option>)[Refresh, AllowDataLoss] : [],
            .. isPreview ? (IEnumerable<Option>)[SavePlan] : [SkipPreview, Yes],
            .. kind == OperationKind.Up && !isPreview ? (IEnumerable<Option>)[Plan] : [],
            .. isPreview || kind == OperationKind.Up ? (IEnumerable<Option>)[] : [PreviewOnly],
            .. isPreview || kind is OperationKind.Refresh or OperationKind.Import ? (IEnumerable<Option>)[] : [ContinueOnError],
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        return command;
    }
}
