namespace Pulumi.Tests;

public sealed class ResourceOptionsTests
{
    [Fact]
    public async Task Merge_Both_SecondWinsAndListsJoin()
    {
        var (a, b) = (Outputs.Reference(Outputs.UrnOfA), Outputs.Reference(Outputs.UrnOfB));
        var first = new CustomResourceOptions
        {
            Protect = true,
            Version = "1",
            ImportId = "i1",
            IgnoreChanges = { "x" },
            AdditionalSecretOutputs = { "s" },
            DependsOn = a,
            EnvVarMappings = { ["A"] = "1", ["B"] = "1" },
        };
        var second = new CustomResourceOptions
        {
            Protect = false,
            ImportId = "i2",
            IgnoreChanges = { "y" },
            DependsOn = { b },
            DeleteBeforeReplace = true,
            EnvVarMappings = { ["B"] = "2" },
        };

        var merged = CustomResourceOptions.Merge(first, second);

        merged.Protect.ShouldBe(false);
        merged.Version.ShouldBe("1");
        merged.ImportId.ShouldBe("i2");
        merged.DeleteBeforeReplace.ShouldBe(true);
        merged.IgnoreChanges.ShouldBe(["x", "y"]);
        merged.AdditionalSecretOutputs.ShouldBe(["s"]);
        merged.EnvVarMappings.ShouldBe(new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" });
        (await merged.DependsOn.DataAsync()).Value.ShouldBe([a, b]);
    }

    [Fact]
    public void Merge_Nothing_IsNewOptions()
    {
        CustomResourceOptions.Merge(null, null).Protect.ShouldBeNull();
        ComponentResourceOptions.Merge(null, null).Providers.ShouldBeEmpty();
    }

    [Fact]
    public void Merge_Result_DoesNotShareLists()
    {
        var first = new ComponentResourceOptions { IgnoreChanges = { "x" } };
        ComponentResourceOptions.Merge(first, null).IgnoreChanges.Add("y");

        first.IgnoreChanges.ShouldBe(["x"]);
    }
}
