using Xunit.Abstractions;
using Xunit.Sdk;

namespace EndToEnd.Tests.Support;

/// <summary>The place of a test in a life that its class tells in order.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OrderAttribute(int value) : Attribute
{
    public int Value { get; } = value;
}

/// <summary>Runs tests by their <see cref="OrderAttribute"/>.</summary>
public sealed class ByOrder : ITestCaseOrderer
{
    public const string TypeName = "EndToEnd.Tests.Support.ByOrder";
    public const string AssemblyName = "EndToEnd.Tests";

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => testCases.OrderBy(test => Place(test));

    private static int Place(ITestCase test) =>
        test.TestMethod.Method.GetCustomAttributes(typeof(OrderAttribute).AssemblyQualifiedName).SingleOrDefault()
            ?.GetConstructorArguments().OfType<int>().Single() ?? 0;
}
