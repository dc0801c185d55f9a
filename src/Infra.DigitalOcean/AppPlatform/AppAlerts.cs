using Infra.Monitoring;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Mail when a deployment fails, instances are short of something or start again and again, or the site does not answer.</summary>
internal static class AppAlerts
{
    public static void AddTo(AppSpecArgs spec, Alerts? alerts, bool scales)
    {
        if (alerts is null)
        {
            return;
        }

        foreach (var rule in (string[])["DEPLOYMENT_FAILED", "DOMAIN_FAILED", .. scales ? (string[])["AUTOSCALE_FAILED"] : []])
        {
            spec.Alerts.Add(new AppSpecAlertArgs { Rule = rule, Destinations = new AppSpecAlertDestinationsArgs { Emails = { alerts.To } } });
        }
    }

    public static void AddTo(AppSpecServiceArgs service, Alerts? alerts)
    {
        if (alerts is null)
        {
            return;
        }

        foreach (var (rule, above) in ((string, int)[])[("CPU_UTILIZATION", alerts.Cpu), ("MEM_UTILIZATION", alerts.Memory), ("RESTART_COUNT", 3)])
        {
            service.Alerts.Add(new AppSpecServiceAlertArgs
            {
                Rule = rule,
                Operator = "GREATER_THAN",
                Value = above,
                Window = "FIVE_MINUTES",
                Destinations = new AppSpecServiceAlertDestinationsArgs { Emails = { alerts.To } },
            });
        }
    }

    /// <summary>Asks from two continents.</summary>
    public static void AddUptime(ProductionEnvironment environment, Output<string> url)
    {
        if (environment.Declaration.Monitoring is not { } alerts)
        {
            return;
        }

        var check = new UptimeCheck(
            $"{environment.Name}-uptime",
            new() { Target = Output.Format($"{url}{environment.Declaration.Application.HealthPath}"), Type = "https", Regions = { "eu_west", "us_east" } },
            new() { Parent = environment });
        _ = new UptimeAlert(
            $"{environment.Name}-down-alert",
            new() { CheckId = check.Id, Type = "down_global", Period = "2m", Notifications = { new UptimeAlertNotificationArgs { Emails = { alerts.To } } } },
            new() { Parent = environment });
    }
}
