using Infra.Hosting;
using Infra.Text;

namespace Infra.DigitalOcean.Droplets;

/// <summary>Which image a declaration gets, and what there is to say about it.</summary>
/// <param name="declaration">Says the operating system.</param>
/// <param name="slug">Of an image that the stack's configuration names; null or empty: DigitalOcean's own of that system.</param>
internal sealed class ImageAssessment(Declaration declaration, string? slug)
{
    private string System => declaration.OperatingSystem.ToString();

    /// <summary>Whether the configuration says something that no other host knows.</summary>
    public bool IsNamed => !string.IsNullOrEmpty(slug);

    /// <summary>The slug, once nothing is impossible.</summary>
    public string Choice => IsNamed ? slug! : DropletImage.Of(declaration.OperatingSystem)!.Slug;

    public IEnumerable<Finding> Findings
    {
        get
        {
            if (!IsNamed)
            {
                if (DropletImage.Of(declaration.OperatingSystem) is null)
                {
                    yield return Finding.Impossible(
                        Codes.NotAvailable, "OperatingSystem", $"There is no image of {System} here.", $"Known here are {string.Join(", ", DropletImage.Known.Select(image => image.System).Distinct())}.");
                }
            }
            else if (DropletImage.Known.FirstOrDefault(image => image.Slug == slug) is not { } named)
            {
                yield return Finding.Impossible(
                    Codes.WrongSetting,
                    "infra:image",
                    $"What is in an image '{slug}' is not known.{Suggestion.For(slug!, DropletImage.Known.Select(image => image.Slug))}",
                    $"Known are {string.Join(", ", DropletImage.Known.Select(image => image.Slug))}. Another one can be given by the program, which then answers for it: .Droplet(args => args.Image = \"{slug}\")");
            }
            else if (named.System != System)
            {
                yield return Finding.Impossible(
                    Codes.WrongSetting,
                    "infra:image",
                    $"'{named.Slug}' is {named.System}{(named.Brings.Length == 0 ? "" : $" with {named.Brings}")}; {System} is declared.",
                    "Declare that system, or leave the image to the declaration:\ninfra config rm image",
                    named.Source);
            }
        }
    }
}
