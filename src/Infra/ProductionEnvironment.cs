using System.Globalization;
using Infra.Hosting;
using Pulumi;

namespace Infra;

/// <summary>A site and everything below it, on the host that its declaration names.</summary>
public sealed class ProductionEnvironment : ComponentResource
{
    /// <summary>The output of the component, not of the stack, that a preview's cost is read from.</summary>
    private const string CostLinesOutput = "costLines";

    private readonly DeployedEnvironment _deployed;
    private readonly IReadOnlyList<CostLine> _costs;

    /// <param name="name">Of the environment: it names the user, the directories and the resources.</param>
    /// <param name="declaration">Its layers.</param>
    /// <param name="options">As for every component.</param>
    /// <exception cref="RunException">The declaration has mistakes, or the host cannot do it; all of it is said, and nothing is made.</exception>
    public ProductionEnvironment(string name, Declaration declaration, ComponentResourceOptions? options = null)
        : base("infra:index:ProductionEnvironment", Checked(name, declaration), options)
    {
        Name = name;
        Declaration = declaration;
        foreach (var finding in declaration.Host.Assess(declaration).Where(finding => finding.Verdict is Verdict.Emulated or Verdict.HostSpecific))
        {
            Log.Info(finding.ToString(), this);
        }

        _costs = declaration.Host.Estimate(declaration);
        _deployed = declaration.Host.Deploy(this);
        RegisterOutputs(new Dictionary<string, object?>(Outputs()) { [CostLinesOutput] = _costs.Select(line => line.ToOutput()).ToList() });
    }

    public string Name { get; }

    public Declaration Declaration { get; }

    /// <summary>What a person wants to know of it: url, address, how to log in, monthly cost.</summary>
    public IDictionary<string, object?> Outputs()
    {
        var outputs = new Dictionary<string, object?>
        {
            ["url"] = _deployed.Url,
            ["address"] = _deployed.Address,
            ["login"] = _deployed.Login,
            ["release"] = _deployed.Release,
            ["monthlyCost"] = MonthlyCost(),
        };
        AddIfKnown("caFile", _deployed.CaFile);
        AddIfKnown("hostname", _deployed.Hostname);
        return outputs;

        void AddIfKnown(string name, Output<string>? value)
        {
            if (value is not null)
            {
                outputs[name] = value;
            }
        }
    }

    private static string Checked(string name, Declaration declaration)
    {
        var context = new ValidationContext(Deployment.Instance.RootDirectory);
        var problems = declaration.Validate(name, context)
            .Concat(declaration.Host.Assess(declaration).Where(finding => finding.Verdict == Verdict.Impossible))
            .Distinct()
            .ToList();
        if (problems.Count == 0)
        {
            return name;
        }

        var count = problems.Count == 1 ? "a problem" : $"{problems.Count} problems";
        throw new RunException($"The declaration of '{name}' has {count}; nothing was changed.\n\n{string.Join("\n\n", problems)}\n");
    }

    private string MonthlyCost()
    {
        var sums = _costs.Where(line => line.MonthlyAmount > 0)
            .GroupBy(line => line.Currency)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(line => line.MonthlyAmount):0.00} {group.Key}"))
            .ToList();
        return sums.Count == 0 ? "0.00" : string.Join(" + ", sums);
    }
}
