using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>A file with its whole content.</summary>
internal sealed record WantedFile(string Content, Ownership Ownership)
{
    public static WantedFile Read(InputReader inputs)
    {
        inputs.Value("content", required: true);
        return new(inputs.OptionalText("content") ?? "", Ownership.Read(inputs, "0644"));
    }
}
