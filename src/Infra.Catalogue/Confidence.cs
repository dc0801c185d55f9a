namespace Infra.Catalogue;

/// <summary>How far a fact can be relied on.</summary>
public enum Confidence
{
    /// <summary>Made up to have a number: replace it.</summary>
    Assumption,

    /// <summary>Old, derived or general knowledge.</summary>
    Low,

    /// <summary>One copy of the vendor's figure, or an undated one.</summary>
    Medium,

    /// <summary>The vendor's figure in a recent copy, or two copies that agree.</summary>
    High,
}
