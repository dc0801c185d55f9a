using Infra.Machine.Provider;
using Infra.Protocol.Providers;
using Microsoft.Win32.SafeHandles;

using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write);
await ProviderPlugin.RunAsync(host => new MachineProvider(host), args, output, CancellationToken.None);
