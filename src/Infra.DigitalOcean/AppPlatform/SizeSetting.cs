using System.Globalization;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Pricing;
using Infra.Hosting;
using Infra.Text;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>How large an instance is: the cheapest that has what is declared and may have as many instances, or the one that is named.</summary>
internal static class SizeSetting
{
    private const decimal MiBPerGiB = 1024;
    private const string LeaveIt = "Leave the size to the declared hardware:\ninfra config rm size";

    public static Answer<Plan> Read(AppSettings settings, Declaration declaration)
    {
        var servers = declaration.Hardware.Servers;
        if (settings.MaxInstances != 0 && settings.MaxInstances < servers)
        {
            return Finding.Impossible(
                Codes.WrongSetting,
                "infra:maxInstances",
                string.Create(CultureInfo.InvariantCulture, $"{settings.MaxInstances} are less than the {servers} that are declared."),
                string.Create(CultureInfo.InvariantCulture, $"infra config set maxInstances {servers + 1}"));
        }

        var need = new Need
        {
            Vcpus = declaration.Hardware.Vcpus,
            MemoryGiB = declaration.Hardware.Memory.MiB / MiBPerGiB,
            Instances = Math.Max(servers, settings.MaxInstances),
        };
        return string.IsNullOrEmpty(settings.Size) ? Chosen(need, settings) : Named(settings.Size, need, settings);
    }

    /// <summary>Whether the number of instances follows the load.</summary>
    public static bool Scales(AppSettings settings, Declaration declaration) => settings.MaxInstances > declaration.Hardware.Servers;

    private static Answer<Plan> Chosen(Need need, AppSettings settings)
    {
        var catalogue = settings.MaxInstances == 0 ? Facts.Catalogue : Facts.Catalogue with { Plans = [.. Facts.Catalogue.Plans.Where(plan => plan.Autoscale != false)] };
        var chosen = SizeChooser.Choose(catalogue, Facts.Product, need);
        return chosen.Value is { } size ? size : Finding.Impossible(Codes.NotAvailable, "Hardware", chosen.Problem, "Declare less.", $"{Facts.Product.Horizontal.Provenance}");
    }

    private static Answer<Plan> Named(string id, Need need, AppSettings settings)
    {
        var sizes = Facts.Catalogue.PlansOf(Facts.Product).ToList();
        if (sizes.Find(size => size.Id == id) is not { } named)
        {
            return Finding.Impossible(Codes.WrongSetting, "infra:size", $"App Platform has no size '{id}'.{Suggestion.For(id, sizes.Select(size => size.Id))}", LeaveIt, sizes[0].Provenance.ToString());
        }

        if ((named.Vcpus ?? 1) < need.Vcpus || named.MemoryGiB < need.MemoryGiB)
        {
            return Wrong(named, $"'{id}' has {SizeText.Of(named)}; {need with { Instances = 1 }} are declared.", "Declare less hardware, or leave the size to it:\ninfra config rm size");
        }

        if (need.Instances > named.MaxInstances)
        {
            return Wrong(named, string.Create(CultureInfo.InvariantCulture, $"'{id}' does not scale: it may have {named.MaxInstances} instance, and {need.Instances} are declared."), LeaveIt);
        }

        return settings.MaxInstances > 0 && named.Autoscale == false
            ? Wrong(named, $"The instances of '{id}' do not follow the load; only those of dedicated sizes do.", $"{LeaveIt}\nor have always as many:\ninfra config rm maxInstances")
            : named;
    }

    private static Finding Wrong(Plan named, string message, string help) => Finding.Impossible(Codes.WrongSetting, "infra:size", message, help, named.Provenance.ToString());
}
