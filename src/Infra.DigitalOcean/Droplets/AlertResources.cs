using Infra.Monitoring;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.Droplets;

/// <summary>Mail when a Droplet is short of something, or the site does not answer.</summary>
internal static class AlertResources
{
    private const string Metrics = "v1/insights/droplet/";

    public static void Add(ProductionEnvironment environment, IReadOnlyList<Droplet> droplets)
    {
        if (environment.Declaration.Monitoring is not { } alerts)
        {
            return;
        }

        foreach (var (name, metric, percent) in Thresholds(alerts))
        {
            _ = new MonitorAlert(
                $"{environment.Name}-{name}-alert",
                new()
                {
                    Alerts = new MonitorAlertAlertsArgs { Emails = { alerts.To } },
                    Compare = "GreaterThan",
                    Description = $"{environment.Name}: {name} above {percent} %",
                    Entities = droplets.Select(droplet => (Input<string>)droplet.Id).ToList(),
                    Type = Metrics + metric,
                    Value = percent,
                    Window = "5m",
                },
                Options(environment));
        }

        if (environment.Declaration.Domain is { } domain)
        {
            AddUptime(environment, domain, alerts);
        }
    }

    private static (string Name, string Metric, int Percent)[] Thresholds(Alerts alerts) =>
    [
        ("cpu", "cpu", alerts.Cpu),
        ("memory", "memory_utilization_percent", alerts.Memory),
        ("disk", "disk_utilization_percent", alerts.Disk),
    ];

    private static void AddUptime(ProductionEnvironment environment, string domain, Alerts alerts)
    {
        var check = new UptimeCheck(
            $"{environment.Name}-uptime",
            new() { Target = $"https://{domain}{environment.Declaration.Application.HealthPath}", Type = "https", Regions = { "eu_west", "us_east" } },
            Options(environment));
        _ = new UptimeAlert(
            $"{environment.Name}-down-alert",
            new() { CheckId = check.Id, Type = "down_global", Period = "2m", Notifications = { new UptimeAlertNotificationArgs { Emails = { alerts.To } } } },
            Options(environment));
    }

    private static CustomResourceOptions Options(ProductionEnvironment environment) => new() { Parent = environment };
}
