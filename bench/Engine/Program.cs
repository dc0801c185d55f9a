using Bench.Engine;

// dotnet run --project bench/Engine -c Release -- --help
return args is ["infra", .. var command] ? await InfraCommand.RunAsync(command) : await Benchmark.RunAsync(args);
