using Infra.Hosting;

namespace Infra;

/// <summary>One layer of an environment. A layer knows no host.</summary>
public abstract record Layer
{
    /// <summary>What is wrong with it, whatever the host.</summary>
    internal abstract IEnumerable<Finding> Validate(ValidationContext context);
}
