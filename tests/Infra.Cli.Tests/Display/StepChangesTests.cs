using System.Collections.Immutable;
using Infra.Cli.Display;
using Infra.Cli.Tests.Support;
using Infra.Engine.Events;
using Infra.Protocol.Providers;

namespace Infra.Cli.Tests.Display;

public sealed class StepChangesTests
{
    [Fact]
    public void Brief_OfSeveralChanges_NamesTheTopOfEach() =>
        StepChanges.Brief(Stories.Step(StepOp.Update, Stories.AppServer(3), Stories.AppServer(5))).ShouldBe("[diff: ~files,~packages]");

    [Fact]
    public void Of_WhatOnlyTheProviderKnows_IsTold()
    {
        var certificate = Stories.Resource("Certificate", "tls", [new("validityDays", 90)]) with { Outputs = [new("notAfter", "2026-02-01")] };
        var step = Stories.Step(StepOp.Update, certificate, certificate with { Outputs = [] }) with
        {
            DetailedDiff = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("notAfter", new PropertyDiff(PropertyDiffKind.Update, InputDiff: false))]),
        };

        var change = StepChanges.Of(step).ShouldHaveSingleItem();

        change.Path.ShouldBe("notAfter");
        string.Concat(ChangeRenderer.Render([change], "", full: false).Select(line => line.ToText(false))).ShouldBe("~ notAfter: \"2026-02-01\" => (known after apply)");
    }

    [Fact]
    public void Of_ARefreshThatFoundEverythingAsItWas_IsEmpty() =>
        StepChanges.Of(Stories.Step(StepOp.Refresh, Stories.AppServer(3), Stories.AppServer(3))).ShouldBeEmpty();
}
