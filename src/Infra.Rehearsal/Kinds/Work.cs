using Infra.Machine.Provider.Local;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>What a kind works with while it makes, changes or removes one thing.</summary>
/// <param name="Account">Everything there is.</param>
/// <param name="Inputs">The checked inputs, secrets included; of a removal those of the state.</param>
/// <param name="Narrator">Tells people about the thing.</param>
/// <param name="Time">The clock.</param>
/// <param name="Project">The directory of the project that it is a part of.</param>
internal sealed record Work(CloudAccount Account, PropertyMap Inputs, Narrator Narrator, TimeProvider Time, string Project)
{
    /// <summary>Now, as the cloud writes times.</summary>
    public string Clock() => Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
