namespace Infra.Cli.Commands.Help;

/// <summary>Command lines to begin with.</summary>
internal static class HelpExamples
{
    public static string[] Of(string command) => command switch
    {
        "infra" => ["infra preview --stack local --diff", "infra up --stack local", "infra destroy --stack local"],
        "infra preview" => ["infra preview --diff", "infra preview --save-plan plan.json", "infra preview --json"],
        "infra up" => ["infra up", "infra up --plan plan.json --yes", "infra up --target 'urn:pulumi:prod::shop::**' --diff"],
        "infra refresh" => ["infra refresh --preview-only", "infra refresh"],
        "infra destroy" => ["infra destroy --preview-only", "infra destroy --stack test --yes", "infra destroy --allow-data-loss"],
        "infra import" => ["infra import machine:index:LocalServer server shop-server", "infra import --file import.json --out Imported.cs"],
        "infra config set" => ["infra config set workers 5", "infra config set --secret password", "infra config set --path 'sites[0].name' shop"],
        "infra stack output" => ["infra stack output url", "infra stack output --json --show-secrets"],
        "infra logs" => ["infra logs --layer app --follow"],
        "infra ssh" => ["infra ssh", "infra ssh -- systemctl --failed"],
        _ => [],
    };
}
