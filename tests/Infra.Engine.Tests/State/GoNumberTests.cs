using System.Globalization;
using FsCheck.Xunit;
using Infra.Engine.State;

namespace Infra.Engine.Tests.State;

public sealed class GoNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(3, "3")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-7")]
    [InlineData(1.5e-9, "1.5e-9")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    public void Format_OfANumber_IsGos(double number, string expected) => GoNumber.Format(number).ShouldBe(expected);

    [Property]
    public void Format_OfAnyNumber_ReadsBackTheSame(double number)
    {
        if (double.IsFinite(number))
        {
            double.Parse(GoNumber.Format(number), CultureInfo.InvariantCulture).ShouldBe(number);
        }
    }
}
