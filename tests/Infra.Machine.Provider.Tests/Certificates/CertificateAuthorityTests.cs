using Infra.Machine.Provider.Certificates;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Machine.Provider.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly TemporaryDirectory _directory = new();

    private CertificateAuthority Resource => new(_clock);

    private PropertyMap Inputs => Calls.Map(("commonName", "shop, \"the\" authority"), ("file", _directory.File("sub/ca.crt")));

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Create_Authority_IsStrictlyValid()
    {
        await Tool.RequireAsync("openssl");
        var created = await Resource.CreateAsync(Inputs);
        var file = _directory.File("sub/ca.crt");

        File.ReadAllText(file).ShouldBe(created.Outputs.Text("certificate"));
        File.GetUnixFileMode(file).ShouldBe((UnixFileMode)0b110_100_100);
        created.Outputs["privateKey"].ShouldBeOfType<SecretValue>();
        var verified = await Tool.RunAsync("openssl", ["verify", "-x509_strict", "-CAfile", file, file]);
        verified.ExitCode.ShouldBe(0, verified.Error);
        (await Tool.RunAsync("openssl", ["x509", "-in", file, "-noout", "-text"])).Output.ShouldContain("CA:TRUE, pathlen:0");
    }

    [Fact]
    public async Task Read_FileChangedByHand_ShowsAsDriftAndIsRestored()
    {
        var created = await Resource.CreateAsync(Inputs);
        var file = _directory.File("sub/ca.crt");
        (await Resource.ReadAsync(created, Inputs)).ShouldNotBeNull().Inputs.ShouldNotBeNull().ContainsKey("file").ShouldBeTrue();

        File.Delete(file);
        var found = (await Resource.ReadAsync(created, Inputs)).ShouldNotBeNull().Inputs.ShouldNotBeNull();
        Resource.Diff(created, found, Inputs).DetailedDiff.ShouldNotBeNull().Keys.ShouldBe(["file"]);
        await Resource.UpdateAsync(created, found, Inputs);

        File.ReadAllText(file).ShouldBe(created.Outputs.Text("certificate"));
    }

    [Fact]
    public async Task Update_OtherFile_Moves()
    {
        var created = await Resource.CreateAsync(Inputs);
        var moved = Inputs.With("file", _directory.File("other.crt"));

        Resource.Diff(created, Inputs, moved).RequiresReplacement.ShouldBeFalse();
        var updated = await Resource.UpdateAsync(created, Inputs, moved);

        File.Exists(_directory.File("sub/ca.crt")).ShouldBeFalse();
        File.ReadAllText(_directory.File("other.crt")).ShouldBe(created.Outputs.Text("certificate"));
        updated.Outputs["privateKey"].ShouldBe(created.Outputs["privateKey"]);
    }

    [Fact]
    public async Task Delete_FileOfSomebodyElse_IsKept()
    {
        var created = await Resource.CreateAsync(Inputs);
        File.WriteAllText(_directory.File("sub/ca.crt"), "other");
        await Resource.DeleteAsync(created, Inputs);
        File.Exists(_directory.File("sub/ca.crt")).ShouldBeTrue();

        (await Should.ThrowAsync<ProviderException>(() => Resource.CreateAsync(Inputs))).Message.ShouldContain("is no certificate");
    }

    [Fact]
    public async Task Delete_OwnFile_IsRemoved()
    {
        var created = await Resource.CreateAsync(Inputs);
        await Resource.DeleteAsync(created, Inputs);
        await Resource.DeleteAsync(created, Inputs);

        File.Exists(_directory.File("sub/ca.crt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Diff_LastTenthOfItsLife_Replaces()
    {
        var created = await Resource.CreateAsync(Inputs);

        _clock.Advance(TimeSpan.FromDays(3284));
        Resource.Diff(created, Inputs, Inputs).Changes.ShouldBe(DiffChanges.None);
        _clock.Advance(TimeSpan.FromDays(2));
        Resource.Diff(created, Inputs, Inputs).Replaces.ShouldBe(["notAfter"]);
    }

    [Fact]
    public void Check_RelativeFile_IsRefused() =>
        Resource.Check(Inputs.With("file", "ca.crt")).Failures.ShouldBe([new("file", "must be an absolute path")]);
}
