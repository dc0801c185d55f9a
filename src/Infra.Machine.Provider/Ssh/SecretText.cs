namespace Infra.Machine.Provider.Ssh;

/// <summary>A text that prints as [secret].</summary>
internal readonly record struct SecretText(string Reveal)
{
    public override string ToString() => "[secret]";
}
