using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A class whose members marked with <see cref="InputAttribute"/> are sent to the engine.</summary>
public abstract class InputArgs
{
    private protected abstract void ValidateMember(Type memberType, string fullName);

    /// <summary>The members' wire names and values; ArgumentNullException when a required one is missing.</summary>
    internal virtual IReadOnlyDictionary<string, object?> ToDictionary()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in InputMember.Of(GetType()))
        {
            ValidateMember(member.Type, member.FullName);
            values.Add(member.Name, member.GetValue(this));
        }

        return values;
    }
}
