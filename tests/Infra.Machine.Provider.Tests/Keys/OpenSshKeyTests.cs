using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;

namespace Infra.Machine.Provider.Tests.Keys;

public sealed class OpenSshKeyTests
{
    [SkippableTheory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("shop login")]
    [InlineData("añb 12345")]
    public async Task Generate_AnyComment_IsReadByOpenSsh(string comment)
    {
        await Tool.RequireAsync("ssh-keygen");
        using var directory = new TemporaryDirectory();
        var key = OpenSshKey.Generate(comment);
        var file = directory.Write("key", key.PrivateKey);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await Tool.RunAsync("ssh-keygen", ["-y", "-f", file])).Output.Trim().ShouldBe(key.PublicKey);
        (await Tool.RunAsync("ssh-keygen", ["-l", "-f", file])).Output.ShouldStartWith($"256 {key.Fingerprint} ");
    }

    [SkippableFact]
    public async Task Generate_SignatureByPrivateKey_IsGoodForPublicKey()
    {
        await Tool.RequireAsync("ssh-keygen");
        using var directory = new TemporaryDirectory();
        var key = OpenSshKey.Generate("signer");
        var file = directory.Write("key", key.PrivateKey);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var signature = await Tool.RunAsync("ssh-keygen", ["-Y", "sign", "-f", file, "-n", "file"], "hello");
        signature.ExitCode.ShouldBe(0, signature.Error);
        var allowed = directory.Write("allowed", $"me {key.PublicKey}\n");

        var verified = await Tool.RunAsync("ssh-keygen", ["-Y", "verify", "-f", allowed, "-I", "me", "-n", "file", "-s", directory.Write("sig", signature.Output)], "hello");

        verified.ExitCode.ShouldBe(0, verified.Output + verified.Error);
    }
}
