using Infra.Catalogue;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What a declaration and the settings come to.</summary>
/// <param name="Region">Where.</param>
/// <param name="Size">How large an instance is.</param>
/// <param name="Source">What it is made of.</param>
/// <param name="DatabaseSize">Null: there is no database.</param>
internal sealed record AppChoice(Region Region, Plan Size, CodeSource Source, Plan? DatabaseSize);
