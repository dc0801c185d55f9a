using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>How the package and its classes are called.</summary>
internal sealed record PackageNames(string Name, string Namespace, string Version)
{
    /// <summary>The last part of the namespace: of the attribute that marks the package's resources.</summary>
    public string Short => Namespace.Substring(Namespace.LastIndexOf('.') + 1);

    /// <summary>The helpers every class of the package uses.</summary>
    public string Utilities => $"global::{Namespace}.Utilities";

    public string ResourceTypeAttribute => $"global::{Namespace}.{Short}ResourceType";

    public string NamespaceOf(Table table) => table.Namespace.Length > 0 ? table.Namespace : Namespace;
}
