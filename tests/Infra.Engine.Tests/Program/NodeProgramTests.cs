using Infra.Engine.Events;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Program;

/// <summary>Programs written with the official Node SDK, started as real processes, against this engine.</summary>
public sealed class NodeProgramTests
{
    private readonly TestEngine _engine = new();

    [SkippableFact]
    public async Task Life_OfANodeStack_MakesKeepsRefreshesAndDestroys()
    {
        using var project = await NodeProject.CreateAsync("""
            const a = new Thing("a", { size: 1, tags: { one: [1, true, "x", null] } });
            const b = new Thing("b", { from: a.made, text: pulumi.interpolate`made ${a.made}` });
            exports.made = b.text;
            exports.id = a.id;
            """);

        var preview = await _engine.RunAsync(OperationKind.Up, project.Project, o => o with { DryRun = true });
        preview.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        preview.Changes[StepOp.Create].ShouldBe(3);
        _engine.Ledger.Things.ShouldBeEmpty();

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);
        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.Calls.ShouldBe(["create a", "create b"]);
        up.Outputs.ShouldBe(PropertyMap.Empty.With("id", "id-1").With("made", "made id-1"));
        _engine.State("b").Dependencies.ShouldBe([TestEngine.UrnOf("a")]);
        _engine.State("b").PropertyDependencies["text"].ShouldBe([TestEngine.UrnOf("a")]);
        _engine.State("a").Inputs["tags"].ShouldBe(PropertyMap.Empty.With("one", PropertyValue.Array(1, true, "x", PropertyValue.Null)));
        _engine.ShouldAgreeWithLedger();

        var again = await _engine.RunAsync(OperationKind.Up, project.Project);
        again.HasChanges.ShouldBeFalse(_engine.ToString());
        _engine.Calls.ShouldBeEmpty();

        (await _engine.RefreshAsync()).HasChanges.ShouldBeFalse();
        (await _engine.DestroyAsync()).Outcome.ShouldBe(OperationOutcome.Succeeded);
        _engine.Ledger.Things.ShouldBeEmpty();
        _engine.Store.Current.Resources.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Preview_OfUnknowns_RunsNoApplyAndSaysUnknown()
    {
        using var project = await NodeProject.CreateAsync("""
            const a = new Thing("a", { size: 1 });
            const b = new Thing("b", { size: 2 });
            const all = pulumi.all([a.made, b.size]).apply(([made, size]) => { console.log("applied " + made + size); return made + size; });
            new Thing("c", { all, known: b.size });
            """);

        var preview = await _engine.RunAsync(OperationKind.Up, project.Project, o => o with { DryRun = true });
        preview.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        _engine.ToString().ShouldNotContain("applied");
        var c = preview.Snapshot.Resources.Single(r => Urn.Name(r.Urn) == "c");
        c.Inputs["all"].ContainsUnknowns.ShouldBeTrue();
        c.Inputs["known"].ShouldBe((PropertyValue)2);

        await _engine.RunAsync(OperationKind.Up, project.Project);
        _engine.ToString().ShouldContain("applied id-");
        _engine.State("c").Inputs["all"].ShouldBe((PropertyValue)(_engine.State("a").Id + "2"));
    }

    [SkippableFact]
    public async Task Up_WithEveryOption_HeedsThem()
    {
        using var project = await NodeProject.CreateAsync("""
            const other = new Provider("other", { region: "x" });
            const box = new Box("box", { providers: [other], protect: true });
            const child = new Thing("child", { n: 1 }, { parent: box });
            const free = new Thing("free", { n: 1 }, { parent: box, protect: false, provider: other });
            const after = new Thing("after", { n: 1 }, { dependsOn: [box], retainOnDelete: true, deletedWith: free });
            new Thing("secretive", { n: 1 }, { additionalSecretOutputs: ["made"], customTimeouts: { create: "5m", delete: "1h" }, version: "1.0.0" });
            new Thing("kept", { size: Number(process.env.SIZE || 1), n: 1 }, { ignoreChanges: ["size"], replaceOnChanges: ["n"], deleteBeforeReplace: true });
            """);

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());

        var provider = _engine.State("other");
        _engine.State("child").Provider.ShouldBe($"{provider.Urn}::{provider.Id}");
        _engine.State("free").Provider.ShouldBe($"{provider.Urn}::{provider.Id}");
        _engine.State("child").Protect.ShouldBeTrue();
        _engine.State("free").Protect.ShouldBeFalse();
        _engine.State("child").Parent.ShouldBe(_engine.State("box").Urn);
        _engine.State("child").Urn.ShouldBe("urn:pulumi:dev::proj::my:index:Box$test:index:Thing::child");
        _engine.State("after").Dependencies.ShouldBe([_engine.State("child").Urn, _engine.State("free").Urn], ignoreOrder: true);
        _engine.State("after").RetainOnDelete.ShouldBeTrue();
        _engine.State("after").DeletedWith.ShouldBe(_engine.State("free").Urn);
        _engine.State("secretive").Outputs["made"].ShouldBeOfType<SecretValue>();
        _engine.State("secretive").CustomTimeouts!.Create.ShouldBe(300);
        _engine.State("secretive").CustomTimeouts!.Delete.ShouldBe(3600);
        _engine.State("secretive").Provider.ShouldContain("default_1_0_0");
    }

    [SkippableFact]
    public async Task Up_WithIgnoredChangesAndReplaceOnChanges_UpdatesAndReplacesAsTold()
    {
        using var project = await NodeProject.CreateAsync();
        string Program(int size, int n) => $$"""
            new Thing("kept", { size: {{size}}, n: {{n}} }, { ignoreChanges: ["size"], replaceOnChanges: ["n"], deleteBeforeReplace: true });
            """;
        project.Program(Program(1, 1));
        await _engine.RunAsync(OperationKind.Up, project.Project);

        project.Program(Program(2, 1));
        (await _engine.RunAsync(OperationKind.Up, project.Project)).HasChanges.ShouldBeFalse(_engine.ToString());

        project.Program(Program(2, 2));
        await _engine.RunAsync(OperationKind.Up, project.Project);
        _engine.Calls.ShouldBe(["delete kept", "create kept"]);
        _engine.State("kept").Inputs["size"].ShouldBe((PropertyValue)1);
    }

    [SkippableFact]
    public async Task Up_WithSecrets_KeepsThemSecret()
    {
        using var project = await NodeProject.CreateAsync("""
            const config = new pulumi.Config();
            const a = new Thing("a", { password: config.requireSecret("password"), plain: config.require("plain"), list: config.requireObject("list"), deep: { key: pulumi.secret("k") } });
            exports.password = a.password;
            exports.joined = pulumi.interpolate`${a.plain}-${a.password}`;
            exports.plain = a.plain;
            exports.isSecret = config.get("plain");
            """);
        _engine.Config = new StackConfig(
            StackConfig.Empty.Values.Add("proj:password", "hunter2").Add("proj:plain", "text").Add("proj:list", "[1,2]"),
            StackConfig.Empty.SecretKeys.Add("proj:password"));

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["password"].ShouldBe(((PropertyValue)"hunter2").AsSecret());
        up.Outputs["joined"].ShouldBe(((PropertyValue)"text-hunter2").AsSecret());
        up.Outputs["plain"].ShouldBe((PropertyValue)"text");
        var inputs = _engine.State("a").Inputs;
        inputs["password"].ShouldBe(((PropertyValue)"hunter2").AsSecret());
        inputs["list"].ShouldBe(PropertyValue.Array(1, 2));
        inputs["deep"].ContainsSecrets.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Up_WithAComponent_RegistersItsOutputs()
    {
        using var project = await NodeProject.CreateAsync("""
            class Pair extends pulumi.ComponentResource {
                constructor(name, opts) {
                    super("my:index:Pair", name, {}, opts);
                    const thing = new Thing(name + "-thing", { n: 1 }, { parent: this });
                    this.made = thing.made;
                    this.registerOutputs({ made: thing.made, secret: pulumi.secret(1), thing });
                }
            }
            const pair = new Pair("pair");
            exports.made = pair.made;
            exports.reference = new Thing("holder", { pair, thing: new Thing("one", { n: 1 }) }).id;
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        var outputs = _engine.State("pair").Outputs;
        outputs["made"].ShouldBe((PropertyValue)_engine.State("pair-thing").Id);
        outputs["secret"].ShouldBe(((PropertyValue)1).AsSecret());
        outputs["thing"].ShouldBeOfType<ResourceReferenceValue>().Urn.ShouldBe(_engine.State("pair-thing").Urn);
        _engine.State("holder").Inputs["pair"].ShouldBeOfType<ResourceReferenceValue>().Urn.ShouldBe(_engine.State("pair").Urn);
        (await _engine.RunAsync(OperationKind.Up, project.Project)).HasChanges.ShouldBeFalse(_engine.ToString());
    }

    [SkippableFact]
    public async Task Up_WithAssetsAndArchives_HashesThem()
    {
        using var project = await NodeProject.CreateAsync("""
            new Thing("files", {
                text: new pulumi.asset.StringAsset("hello"),
                file: new pulumi.asset.FileAsset("hello.txt"),
                map: new pulumi.asset.AssetArchive({ "a.txt": new pulumi.asset.StringAsset("hello"), "dir": new pulumi.asset.FileArchive("directory") }),
                directory: new pulumi.asset.FileArchive("./directory"),
            });
            """);
        project.Write("hello.txt", "hello");
        project.Write("directory/one.txt", "1");

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());

        const string Hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        var inputs = _engine.State("files").Inputs;
        inputs["text"].ShouldBeOfType<AssetValue>().Hash.ShouldBe(Hello);
        inputs["file"].ShouldBeOfType<AssetValue>().Hash.ShouldBe(Hello);
        inputs["map"].ShouldBeOfType<ArchiveValue>().Hash.Length.ShouldBe(64);
        inputs["directory"].ShouldBeOfType<ArchiveValue>().Hash.Length.ShouldBe(64);
        (await _engine.RunAsync(OperationKind.Up, project.Project)).HasChanges.ShouldBeFalse(_engine.ToString());

        project.Write("directory/one.txt", "2");
        await _engine.RunAsync(OperationKind.Up, project.Project);
        _engine.Calls.ShouldBe(["update files"]);
    }

    [SkippableFact]
    public async Task Up_WithInvokes_AnswersThemPlainAndAsOutputs()
    {
        using var project = await NodeProject.CreateAsync("""
            module.exports = async () => {
                const plain = await pulumi.runtime.invoke("test:index:echo", { text: "plain" });
                const a = new Thing("a", { n: 1 });
                const output = pulumi.runtime.invokeOutput("test:index:echo", { made: a.made, secret: pulumi.secret("s") });
                return { plain: plain.text, made: output.apply(o => o.made) };
            };
            """);

        (await _engine.RunAsync(OperationKind.Up, project.Project, o => o with { DryRun = true })).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["plain"].ShouldBe((PropertyValue)"plain");
        up.Outputs["made"].ShouldBe(((PropertyValue)"id-1").AsSecret());
    }

    [SkippableFact]
    public async Task Up_OfAReadResource_TakesItWithoutManagingIt()
    {
        _engine.Ledger.Things["given"] = PropertyMap.Empty.With("size", 7).With("made", "given");
        using var project = await NodeProject.CreateAsync("""
            const there = new Thing("there", { size: undefined }, { id: "given" });
            exports.size = there.size;
            new Thing("user", { size: there.size });
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["size"].ShouldBe((PropertyValue)7);
        _engine.State("there").External.ShouldBeTrue();
        await _engine.DestroyAsync();
        _engine.Ledger.Things.Keys.ShouldBe(["given"]);
    }

    [SkippableFact]
    public async Task Up_OfAnImport_TakesWhatExistsIntoTheStack()
    {
        _engine.Ledger.Things["given"] = PropertyMap.Empty.With("size", 7).With("made", "given");
        using var project = await NodeProject.CreateAsync("""exports.made = new Thing("taken", { size: 7 }, { import: "given" }).made;""");

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["made"].ShouldBe((PropertyValue)"given");
        _engine.Calls.ShouldBeEmpty();
        _engine.State("taken").ImportId.ShouldBe("given");
        (await _engine.RunAsync(OperationKind.Up, project.Project)).HasChanges.ShouldBeFalse(_engine.ToString());
    }

    [SkippableFact]
    public async Task Up_OfAProtectedResourceThatIsGone_RefusesToDeleteIt()
    {
        using var project = await NodeProject.CreateAsync("""new Thing("a", { n: 1 }, { protect: true });""");
        await _engine.RunAsync(OperationKind.Up, project.Project);
        project.Program("");

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldContain(e => e.Contains("protected", StringComparison.Ordinal));
        _engine.Ledger.Things.Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Up_WithAliases_RenamesInsteadOfReplacing()
    {
        using var project = await NodeProject.CreateAsync("""
            new Thing("by-name", { n: 1 });
            new Thing("by-urn", { n: 1 });
            new Thing("moved", { n: 1 });
            const box = new Box("box");
            new Thing("box-child", { n: 1 }, { parent: box });
            """);
        await _engine.RunAsync(OperationKind.Up, project.Project);
        project.Program("""
            new Thing("by-name-2", { n: 1 }, { aliases: [{ name: "by-name" }] });
            new Thing("by-urn-2", { n: 1 }, { aliases: ["urn:pulumi:dev::proj::test:index:Thing::by-urn"] });
            const box = new Box("crate", { aliases: [{ name: "box" }] });
            new Thing("crate-child", { n: 1 }, { parent: box });
            new Thing("moved", { n: 1 }, { parent: box, aliases: [{ parent: pulumi.rootStackResource }] });
            """);

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());

        _engine.Calls.ShouldBeEmpty(_engine.ToString());
        _engine.State("by-name-2").Id.ShouldNotBeEmpty();
    }

    [SkippableFact]
    public async Task Up_WithTransformations_AppliesTheClientsOwn()
    {
        using var project = await NodeProject.CreateAsync("""
            pulumi.runtime.registerStackTransformation(args => args.type === "test:index:Thing" ? { props: { ...args.props, stamped: true }, opts: args.opts } : undefined);
            new Thing("a", { n: 1 }, { transformations: [({ props, opts }) => ({ props: { ...props, n: 2 }, opts })] });
            """);

        await _engine.RunAsync(OperationKind.Up, project.Project);

        _engine.State("a").Inputs.ShouldBe(PropertyMap.Empty.With("n", 2).With("stamped", true));
    }

    [SkippableFact]
    public async Task Up_Of200Resources_MakesAllOfThem()
    {
        using var project = await NodeProject.CreateAsync("""
            const all = [];
            for (let i = 0; i < 200; i++) { all.push(new Thing("thing-" + i, { i })); }
            exports.count = pulumi.all(all.map(t => t.made)).apply(ids => new Set(ids).size);
            """);

        var up = await _engine.RunAsync(OperationKind.Up, project.Project);

        up.Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        up.Outputs["count"].ShouldBe((PropertyValue)200);
        _engine.ShouldAgreeWithLedger();
    }
}
