using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Secrets;

public sealed class KeyCacheTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string?> _environment = [];

    public KeyCacheTests() => _environment["HOME"] = _directory.Path;

    private PassphraseSource Source => new(name => _environment.GetValueOrDefault(name));

    private string Keys => Path.Combine(Path.GetDirectoryName(Source.DefaultFile)!, "keys");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_WithThePassphraseOnTheDisk_KeepsItsKeyForItsOwnerAlone()
    {
        var (salt, secret) = await EncryptAsync();

        (await DecryptAsync(salt, secret)).ShouldBe("canary");

        var key = Directory.GetFiles(Keys).ShouldHaveSingleItem();
        File.GetUnixFileMode(key).ShouldBe(OwnerOnly);
        (File.GetUnixFileMode(Keys) & ~(OwnerOnly | UnixFileMode.UserExecute)).ShouldBe(UnixFileMode.None);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(40)]
    public async Task Open_WithAKeptKeyThatIsNotIt_DerivesItAgain(int length)
    {
        var (salt, secret) = await EncryptAsync();
        var key = Directory.GetFiles(Keys).Single();
        var right = await File.ReadAllBytesAsync(key);
        await File.WriteAllBytesAsync(key, new byte[length]);

        (await DecryptAsync(salt, secret)).ShouldBe("canary");

        (await File.ReadAllBytesAsync(key)).ShouldBe(right);
    }

    [Fact]
    public async Task Open_WithAnotherPassphraseThanTheKeptKeys_IsRefused()
    {
        var (salt, secret) = await EncryptAsync();
        await File.WriteAllTextAsync(Source.DefaultFile, "another\n");

        (await Should.ThrowAsync<InfraException>(() => DecryptAsync(salt, secret))).Code.ShouldBe(DiagnosticCodes.PassphraseWrong);
    }

    [Fact]
    public async Task Open_OfASaltWithAnotherCheckValue_IsRefusedAlthoughTheKeyIsKept()
    {
        var (salt, secret) = await EncryptAsync();
        var (other, _) = await EncryptAsync();
        var mixed = string.Join(':', [.. salt.Split(':')[..2], .. other.Split(':')[2..]]);

        (await Should.ThrowAsync<InfraException>(() => DecryptAsync(mixed, secret))).Code.ShouldBe(DiagnosticCodes.PassphraseWrong);
    }

    [Fact]
    public async Task Open_WithThePassphraseInAVariable_KeepsNothing()
    {
        _environment["PULUMI_CONFIG_PASSPHRASE"] = "secret";
        var (salt, secret) = await EncryptAsync();

        (await DecryptAsync(salt, secret)).ShouldBe("canary");

        Directory.EnumerateFileSystemEntries(_directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_WhoseKeyNobodyNeeded_WritesNothingAfterItsUserHasGone()
    {
        var (salt, _) = await EncryptAsync();
        Directory.Delete(Keys, recursive: true);

        var secrets = PassphraseSecrets.Open(Source.Find(create: false), salt);
        Directory.Delete(Path.GetDirectoryName(Source.DefaultFile)!, recursive: true);
        await secrets.Derivation;

        Directory.Exists(Path.GetDirectoryName(Source.DefaultFile)).ShouldBeFalse();
    }

    private async Task<(string Salt, string Secret)> EncryptAsync()
    {
        var secrets = PassphraseSecrets.Create(Source.Find(create: true));
        return (secrets.Salt, (await secrets.OpenAsync(CancellationToken.None)).Encrypt("canary"));
    }

    private async Task<string> DecryptAsync(string salt, string secret) =>
        (await PassphraseSecrets.Open(Source.Find(create: false), salt).OpenAsync(CancellationToken.None)).Decrypt(secret);
}
