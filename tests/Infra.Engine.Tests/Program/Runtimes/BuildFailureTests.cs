using Infra.Engine.Program.Runtimes;

namespace Infra.Engine.Tests.Program.Runtimes;

public sealed class BuildFailureTests
{
    private const string Project = "/shop/Shop.csproj";

    [Fact]
    public void Of_ErrorsOfTheCompiler_ShowsEachOnceAndTheFirstPlace()
    {
        const string Line = "/shop/Program.cs(3,7): error CS1010: Newline in constant [/shop/Shop.csproj]\n";

        var failure = BuildFailure.Of(Project, native: false, Line + Line + "MSBUILD : error MSB1009: Project file does not exist.\n");

        failure.Code.ShouldBe("INF4310");
        failure.Detail.ShouldBe("/shop/Program.cs(3,7): error CS1010: Newline in constant\nMSBUILD : error MSB1009: Project file does not exist.");
        failure.Place.ShouldBe("/shop/Program.cs:3:7");
    }

    [Fact]
    public void Of_VeryManyErrors_ShowsTwentyAndHowManyMore()
    {
        var failure = BuildFailure.Of(Project, native: false, string.Concat(Enumerable.Range(1, 25).Select(n => $"/shop/a.cs({n},1): error CS0103: no {n}\n")));

        failure.Detail.ShouldEndWith("no 20\nand 5 more");
    }

    [Theory]
    [InlineData("t.targets(1,2): error : Platform linker ('clang' or 'gcc') not found in PATH. [/shop/Shop.csproj]", true, "INF4318")]
    [InlineData("/shop/Shop.csproj : error NU1101: Unable to find package runtime.linux-x64.Microsoft.DotNet.ILCompiler.", true, "INF4318")]
    [InlineData("/shop/Program.cs(1,1): error CS0103: no ilcompiler", false, "INF4310")]
    [InlineData("it just broke", true, "INF4310")]
    public void Of_WhatMachineCodeNeeds_SaysSo(string output, bool native, string code)
    {
        var failure = BuildFailure.Of(Project, native, output);

        failure.Code.ShouldBe(code);
        failure.Detail.ShouldStartWith(output.Split(" [")[0]);
    }
}
