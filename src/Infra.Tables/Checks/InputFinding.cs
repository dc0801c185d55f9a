namespace Infra.Tables.Checks;

/// <summary>Something about an input that a person should know.</summary>
/// <param name="IsError">It would be refused; otherwise the cloud decides.</param>
/// <param name="Path">The property; "" for the whole.</param>
/// <param name="Reason">In words. Never holds a secret's value.</param>
public sealed record InputFinding(bool IsError, string Path, string Reason);
