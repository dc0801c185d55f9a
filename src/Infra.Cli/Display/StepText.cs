using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Symbols, words and colours of step operations. Symbol and word alone tell what is destroyed; colour only helps.</summary>
internal static class StepText
{
    public static string Symbol(StepOp op) => op switch
    {
        StepOp.Create => "+",
        StepOp.Update or StepOp.Refresh or StepOp.RemovePendingReplace => "~",
        StepOp.Delete => "-",
        StepOp.Replace => "+-",
        StepOp.CreateReplacement => "++",
        StepOp.DeleteReplaced => "--",
        StepOp.Read => ">",
        StepOp.ReadReplacement => ">>",
        StepOp.Discard => "<",
        StepOp.DiscardReplaced => "<<",
        StepOp.Import => "=",
        StepOp.ImportReplacement => "=>",
        _ => "",
    };

    public static Ink Color(StepOp op) => op switch
    {
        StepOp.Create or StepOp.CreateReplacement or StepOp.Import or StepOp.ImportReplacement => Ink.Green,
        StepOp.Update or StepOp.RemovePendingReplace => Ink.Yellow,
        StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard or StepOp.DiscardReplaced => Ink.Red,
        StepOp.Replace => Ink.Magenta,
        StepOp.Read or StepOp.ReadReplacement or StepOp.Refresh => Ink.Cyan,
        _ => Ink.Plain,
    };

    /// <summary>The word in a preview's Plan column.</summary>
    public static string Planned(StepOp op) => op switch
    {
        StepOp.Same => "",
        StepOp.CreateReplacement or StepOp.DeleteReplaced => "replace",
        StepOp.ReadReplacement => "read",
        StepOp.DiscardReplaced => "discard",
        StepOp.ImportReplacement => "import",
        StepOp.RemovePendingReplace => "forget",
        _ => op.Name(),
    };

    public static string Running(StepOp op) => op switch
    {
        StepOp.Create => "creating",
        StepOp.Update => "updating",
        StepOp.Delete => "deleting",
        StepOp.Replace => "replacing",
        StepOp.CreateReplacement => "creating replacement",
        StepOp.DeleteReplaced => "deleting original",
        StepOp.Read => "reading",
        StepOp.ReadReplacement => "reading for replacement",
        StepOp.Refresh => "refreshing",
        StepOp.Discard or StepOp.DiscardReplaced => "discarding",
        StepOp.RemovePendingReplace => "forgetting original",
        StepOp.Import => "importing",
        StepOp.ImportReplacement => "importing replacement",
        _ => "",
    };

    public static string Done(StepOp op) => op switch
    {
        StepOp.Create => "created",
        StepOp.Update => "updated",
        StepOp.Delete => "deleted",
        StepOp.Replace => "replaced",
        StepOp.CreateReplacement => "created replacement",
        StepOp.DeleteReplaced => "deleted original",
        StepOp.Read => "read",
        StepOp.ReadReplacement => "read for replacement",
        StepOp.Refresh => "refreshed",
        StepOp.Discard or StepOp.DiscardReplaced => "discarded",
        StepOp.RemovePendingReplace => "forgot original",
        StepOp.Import => "imported",
        StepOp.ImportReplacement => "imported replacement",
        _ => "",
    };

    public static string Failed(StepOp op) => $"**{Running(op)} failed**";
}
