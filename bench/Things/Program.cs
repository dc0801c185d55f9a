using System.Globalization;
using Bench.Engine;
using Bench.Things;
using Pulumi;

var exitCode = await Deployment.RunAsync(() =>
{
    var count = int.Parse(Environment.GetEnvironmentVariable("BENCH_COUNT")!, CultureInfo.InvariantCulture);
    var chained = Environment.GetEnvironmentVariable("BENCH_CHAINED") is "1";
    var last = new Thing("t0", Environment.GetEnvironmentVariable("BENCH_VALUE")!);
    for (var i = 1; i < count; i++)
    {
        last = new Thing($"t{i}", chained ? last.Value : "same");
    }
});
PeakMemory.Note("program");
return exitCode;
