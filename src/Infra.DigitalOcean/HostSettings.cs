using Infra.DigitalOcean.Droplets;
using Infra.Hosting;
using Pulumi.DigitalOcean;

namespace Infra.DigitalOcean;

/// <summary>What only DigitalOcean has: changes of its resources' arguments, which another host takes no notice of. Not portable; a preview counts them.</summary>
public static class HostSettings
{
    /// <summary>Changes the arguments of every Droplet.</summary>
    public static Host Droplet(this Host host, Action<DropletArgs> change) => Change(host, change);

    /// <summary>Changes the arguments of the load balancer, where there is one.</summary>
    public static Host LoadBalancer(this Host host, Action<LoadBalancerArgs> change) => Change(host, change);

    /// <summary>Changes the arguments of the managed database's cluster, where there is one.</summary>
    public static Host DatabaseCluster(this Host host, Action<DatabaseClusterArgs> change) => Change(host, change);

    private static Host Change<TArgs>(Host host, Action<TArgs> change)
        where TArgs : Pulumi.ResourceArgs
    {
        ArgumentNullException.ThrowIfNull(change);
        return host is DropletHost droplets ? droplets.With(change) : host;
    }
}
