using System.Globalization;
using System.Text;

namespace Bench.Engine;

/// <summary>
/// The state that `terraform apply` would have left, for what comes after one that was cut short. A resource names the one it
/// is made of, not all before that as Terraform does: less to read for Terraform.
/// </summary>
internal static class TerraformState
{
    private const string Head = """{"version":4,"terraform_version":"1.0.0","serial":1000000,"lineage":"3f3e6537-fbda-32e6-242e-dcce9039c6e1","outputs":{},"resources":[""";

    public static async Task WriteAsync(string directory, Graph graph, string value, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < graph.Count; i++)
        {
            var dependencies = graph.Chained && i > 0 ? $",\"dependencies\":[\"terraform_data.t{i - 1}\"]" : "";
            var typed = $$"""{"value":"{{graph.ValueOf(i, value)}}","type":"string"}""";
            text.Append(i > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $$"""
                {"mode":"managed","type":"terraform_data","name":"t{{i}}","provider":"provider[\"terraform.io/builtin/terraform\"]","instances":[{"schema_version":0,"attributes":{"id":"{{Id(i)}}","input":{{typed}},"output":{{typed}},"triggers_replace":null},"sensitive_attributes":[]{{dependencies}}}]}
                """);
        }

        await File.WriteAllTextAsync(Path.Combine(directory, "terraform.tfstate"), text.Append("""],"check_results":null}""").ToString(), cancellationToken);
    }

    private static Guid Id(int index) => new(index, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
