using Infra.Applications;
using Infra.Hosting;
using Infra.Tests.Support;

namespace Infra.Tests.Applications;

public sealed class DjangoTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Validate_OfAProject_FindsNothing() => Validate(new Django("shop")).ShouldBeEmpty();

    [Fact]
    public void Validate_WithoutADirectory_NamesWhereItLooked()
    {
        var finding = Validate(new Django("shpo")).ShouldHaveSingleItem();

        finding.Code.ShouldBe(Codes.Source);
        finding.Help.ShouldContain(Path.Combine(_project.Root, "shpo"));
    }

    [Fact]
    public void Validate_OfAnEmptyDirectory_IsAFinding()
    {
        Directory.CreateDirectory(Path.Combine(_project.Root, "empty"));

        Validate(new Django("empty")).ShouldHaveSingleItem().Code.ShouldBe(Codes.Source);
    }

    [Fact]
    public void Validate_WithoutManage_IsNoDjangoProject()
    {
        File.Delete(Path.Combine(_project.Root, "shop/manage.py"));

        Validate(new Django("shop")).ShouldHaveSingleItem().Message.ShouldContain("manage.py");
    }

    [Fact]
    public void Validate_OfMissingModules_NamesEach()
    {
        File.Delete(Path.Combine(_project.Root, "shop/shop/settings.py"));

        var findings = Validate(new Django("shop") { Wsgi = "shop.asgi" });

        findings.Select(finding => finding.Subject).ShouldBe(["Application.Settings", "Application.Wsgi"]);
        findings.ShouldAllBe(finding => finding.Code == Codes.Project);
    }

    [Fact]
    public void Validate_OfAPackageOfSettings_FindsNothing()
    {
        _project.Write("shop/config/settings/__init__.py");
        _project.Write("shop/config/wsgi.py");

        Validate(new Django("shop") { Settings = "config.settings" }).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_OfWrongPathsAndVariables_NamesEach() =>
        Validate(new Django("shop") { HealthPath = "healthz", Static = "a/b", Environment = new Dictionary<string, Pulumi.Input<string>> { ["A B"] = "" } })
            .Select(finding => finding.Subject).ShouldBe(["Application.HealthPath", "Application.Environment", "Application.Static"], ignoreOrder: true);

    [Fact]
    public void Read_OfAProject_TellsItsModulesAndRequirements()
    {
        _project.Write("shop/requirements.txt");

        DjangoProject.Read(new Django("shop"), Path.Combine(_project.Root, "shop"))
            .ShouldBe(new DjangoProject("shop.settings", "shop.wsgi", HasRequirements: true, HasWheels: false));
    }

    [Fact]
    public void Read_OfRequirementsThatStayAwayFromServers_HasNone()
    {
        _project.Write("shop/requirements.txt");
        _project.Write("shop/wheels/django.whl");
        _project.Write("shop/.infraignore", "/requirements.txt\n/wheels/\n");

        DjangoProject.Read(new Django("shop"), Path.Combine(_project.Root, "shop"))
            .ShouldBe(new DjangoProject("shop.settings", "shop.wsgi", HasRequirements: false, HasWheels: false));
    }

    private List<Finding> Validate(Django django) => [.. django.Validate(new ValidationContext(_project.Root))];
}
