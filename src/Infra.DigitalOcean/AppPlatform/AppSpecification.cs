using Infra.Applications;
using Pulumi;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>An app as App Platform wants it described: its components, and which of them answers what.</summary>
internal sealed class AppSpecification(ProductionEnvironment environment, AppSettings settings, AppChoice choice)
{
    /// <summary>Beyond the application server's own patience with requests it has begun.</summary>
    private const int Margin = 10;
    private const int LongestGrace = 600;

    private readonly Declaration _declaration = environment.Declaration;

    private Django Django => (Django)_declaration.Application;

    private string StaticName => $"{environment.Name}-static";

    public AppSpecArgs Build(DjangoProject project, Output<string> secretKey, AppDatabase? database, Input<string>? zone)
    {
        var scales = SizeSetting.Scales(settings, _declaration);
        var spec = new AppSpecArgs
        {
            Name = AppName.Of(environment.Name, Pulumi.Deployment.Instance.StackName),
            Region = choice.Region.App,
            Envs = AppEnvironment.For(Django, project, secretKey, database is null ? null : AppDatabase.NameIn(environment), choice.Source),
            Services = { Service(project, scales) },
            Ingress = new AppSpecIngressArgs { Rules = { Rule("/", environment.Name) } },
        };
        AppAlerts.AddTo(spec, _declaration.Monitoring, scales);
        if (choice.Source is GitSource git)
        {
            spec.StaticSites.Add(StaticSite(git));
            // The longest prefix comes first.
            spec.Ingress = new AppSpecIngressArgs { Rules = { Rule("/" + Django.Static, StaticName), Rule("/", environment.Name) } };
        }

        if (database is not null)
        {
            spec.Databases.Add(database.Component);
            spec.Jobs.Add(Migration());
        }

        if (_declaration.Domain is { } domain)
        {
            var name = new AppSpecDomainNameArgs { Name = domain.ToLowerInvariant(), Type = "PRIMARY" };
            if (zone is not null)
            {
                name.Zone = zone;
            }

            spec.DomainNames.Add(name);
        }

        return spec;
    }

    private AppSpecServiceArgs Service(DjangoProject project, bool scales)
    {
        var service = new AppSpecServiceArgs
        {
            Name = environment.Name,
            RunCommand = RunCommand.Serve(_declaration.AppServer, project),
            HttpPort = RunCommand.Port,
            InstanceSizeSlug = choice.Size.Id,
            HealthCheck = new AppSpecServiceHealthCheckArgs
            {
                HttpPath = Django.HealthPath,
                Port = RunCommand.Port,
                InitialDelaySeconds = 5,
                PeriodSeconds = 10,
                TimeoutSeconds = 5,
                SuccessThreshold = 1,
                FailureThreshold = 9,
            },
            Termination = new AppSpecServiceTerminationArgs { DrainSeconds = 15, GracePeriodSeconds = Math.Min(LongestGrace, (int)Math.Ceiling(_declaration.AppServer.Timeout.TotalSeconds) + Margin) },
        };
        AppAlerts.AddTo(service, _declaration.Monitoring);
        if (scales)
        {
            service.Autoscaling = new AppSpecServiceAutoscalingArgs
            {
                MinInstanceCount = _declaration.Hardware.Servers,
                MaxInstanceCount = settings.MaxInstances,
                Metrics = new AppSpecServiceAutoscalingMetricsArgs { Cpu = new AppSpecServiceAutoscalingMetricsCpuArgs { Percent = 70 } },
            };
        }
        else
        {
            service.InstanceCount = _declaration.Hardware.Servers;
        }

        AppSources.Apply(choice.Source, settings, service);
        return service;
    }

    private AppSpecStaticSiteArgs StaticSite(GitSource git)
    {
        var site = new AppSpecStaticSiteArgs { Name = StaticName, OutputDir = Django.Static };
        AppSources.Apply(git, settings, site);
        return site;
    }

    private AppSpecJobArgs Migration()
    {
        var job = new AppSpecJobArgs
        {
            Name = $"{environment.Name}-migrate",
            Kind = "PRE_DEPLOY",
            RunCommand = RunCommand.Migrate,
            InstanceSizeSlug = Facts.JobSize.Id,
            InstanceCount = 1,
        };
        AppSources.Apply(choice.Source, settings, job);
        return job;
    }

    private static AppSpecIngressRuleArgs Rule(string prefix, string component) => new()
    {
        Match = new AppSpecIngressRuleMatchArgs { Path = new AppSpecIngressRuleMatchPathArgs { Prefix = prefix } },
        Component = new AppSpecIngressRuleComponentArgs { Name = component },
    };
}
