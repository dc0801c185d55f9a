namespace Infra.Tables.Format;

/// <summary>What a table is about: its first word.</summary>
public enum TableKind
{
    /// <summary>A provider package: namespace, version, configuration.</summary>
    Package,

    Resource,

    Function,

    /// <summary>Values with names; others may be used as well.</summary>
    Enum,
}
