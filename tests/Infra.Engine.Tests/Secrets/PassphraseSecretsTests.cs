using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;

namespace Infra.Engine.Tests.Secrets;

public sealed class PassphraseSecretsTests
{
    private static readonly string _knownSalt = PassphraseSecrets.Create(new Passphrase("password", "test")).Salt;

    [Theory]
    [InlineData("password", "fozI5u6B030=", "7e700703e28b164e816cb939612c938b8dcf8f8a5237d02824cea3fb656b3a8b")]
    [InlineData("hunter2", "AQIDBAUGBwg=", "bd6a8800fa0746f4d078eb10d8f7b6a8becfc33447c44190f7409e4bdca6c12c")]
    public void Derive_OfKnownPassphrases_GivesTheKnownKey(string passphrase, string salt, string key) =>
        Convert.ToHexStringLower(PassphraseSecrets.Derive(new Passphrase(passphrase, "test"), Convert.FromBase64String(salt))).ShouldBe(key);

    [Fact]
    public async Task Open_OfAKnownSalt_AcceptsTheRightPassphrase()
    {
        var crypter = await PassphraseSecrets.Open(new Passphrase("password", "test"), _knownSalt).OpenAsync(CancellationToken.None);

        crypter.Decrypt(crypter.Encrypt("Grüße\n")).ShouldBe("Grüße\n");
        crypter.Encrypt("x").ShouldNotBe(crypter.Encrypt("x"));
    }

    [Fact]
    public async Task Open_WithAWrongPassphrase_SaysWhereItCameFrom()
    {
        var error = await Should.ThrowAsync<InfraException>(() =>
            PassphraseSecrets.Open(new Passphrase("passw0rd", "PULUMI_CONFIG_PASSPHRASE"), _knownSalt).OpenAsync(CancellationToken.None));

        error.Code.ShouldBe(DiagnosticCodes.PassphraseWrong);
        error.Detail.ShouldContain("PULUMI_CONFIG_PASSPHRASE");
        error.ToString().ShouldNotContain("passw0rd");
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2:AA==:v1:AA==:AA==")]
    [InlineData("v1:not base64:v1:x:y")]
    [InlineData("v1")]
    public void Open_OfAMalformedSalt_IsRefused(string salt) =>
        Should.Throw<InfraException>(() => PassphraseSecrets.Open(new Passphrase("p", "test"), salt, "Pulumi.dev.yaml")).Code.ShouldBe(DiagnosticCodes.SaltMalformed);

    [Theory]
    [InlineData("v1:AAAA")]
    [InlineData("v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("plain")]
    public async Task Decrypt_OfSomethingElse_IsRefused(string ciphertext)
    {
        var crypter = await PassphraseSecrets.Open(new Passphrase("password", "test"), _knownSalt).OpenAsync(CancellationToken.None);

        Should.Throw<InfraException>(() => crypter.Decrypt(ciphertext)).Code.ShouldBe(DiagnosticCodes.SecretUnreadable);
    }

    [Fact]
    public void ToString_OfAPassphrase_DoesNotPrintIt() => new Passphrase("canary", "test").ToString().ShouldNotContain("canary");
}
