using Infra.Hosting;

namespace Infra.Security;

/// <summary>The site's certificate is from an authority of its own, which visitors must be told to trust.</summary>
public sealed record LocalAuthority : Tls
{
    private const int LongestValidity = 397;

    public int ValidityDays { get; init; } = 90;

    /// <summary>A certificate that has fewer days left is renewed by the next deployment.</summary>
    public int RenewDays { get; init; } = 30;

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (ValidityDays is < 1 or > LongestValidity)
        {
            yield return Finding.Impossible(Codes.Tls, "Tls.ValidityDays", $"Browsers do not accept a certificate of {ValidityDays} days.", $"Declare from 1 to {LongestValidity}.");
        }

        if (RenewDays < 0 || RenewDays >= ValidityDays)
        {
            yield return Finding.Impossible(Codes.Tls, "Tls.RenewDays", $"A certificate of {ValidityDays} days cannot be renewed {RenewDays} days before its end.", "Declare less than ValidityDays.");
        }
    }
}
