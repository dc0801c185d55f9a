namespace Conformance.Tests.Cases;

internal sealed class PlainValues : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("plain", new Props
        {
            ["text"] = "text",
            ["empty"] = "",
            ["unicode"] = "größe \u2603 \ud83d\ude00",
            ["lines"] = "a\nb\tc",
            ["yes"] = true,
            ["no"] = false,
            ["zero"] = 0,
            ["one"] = 1,
            ["negative"] = -7,
            ["big"] = int.MaxValue,
            ["half"] = 0.5,
            ["tiny"] = 1e-9,
            ["huge"] = 1e21,
            ["list"] = new object[] { "a", 1, true },
            ["none"] = Array.Empty<string>(),
            ["map"] = new Props { ["a"] = 1, ["b"] = "b" },
            ["nothing"] = new Props(),
        });
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }
}
