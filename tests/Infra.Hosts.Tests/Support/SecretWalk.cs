using System.Collections;
using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Hosts.Tests.Support;

/// <summary>Looks through a resource's arguments for a word that stands where it is not marked as a secret.</summary>
internal sealed class SecretWalk(string word)
{
    private static readonly MethodInfo _reveal = typeof(SecretWalk).GetMethod(nameof(RevealAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly List<string> _found = [];

    /// <summary>Paths of readable places.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(object arguments, string word)
    {
        var walk = new SecretWalk(word);
        await walk.LookAsync(arguments, "");
        return walk._found;
    }

    private async Task LookAsync(object? value, string path)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                if (text.Contains(word, StringComparison.Ordinal))
                {
                    _found.Add(path);
                }

                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    await LookAsync(entry.Value, $"{path}.{entry.Key}");
                }

                break;
            case InputArgs:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    await LookAsync(property.GetValue(value), $"{path}.{property.Name}");
                }

                break;
            default:
                await LookDeeperAsync(value, path);
                break;
        }
    }

    private async Task LookDeeperAsync(object value, string path)
    {
        if (ContentOf(value.GetType()) is { } content)
        {
            await LookAsync(await (Task<object?>)_reveal.MakeGenericMethod(content).Invoke(null, [value])!, path);
        }
        else if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                await LookAsync(item, path + "[]");
            }
        }
    }

    /// <summary>T of an Input or Output of T.</summary>
    private static Type? ContentOf(Type? type) => type switch
    {
        null => null,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Input<>) || type.GetGenericTypeDefinition() == typeof(Output<>) => type.GetGenericArguments()[0],
        _ => ContentOf(type.BaseType),
    };

    /// <summary>Null where it is a secret.</summary>
    private static async Task<object?> RevealAsync<T>(object value)
    {
        var output = value is Output<T> known ? known : ((Input<T>)value).ToOutput();
        return await Output.IsSecretAsync(output) ? null : await OutputUtilities.GetValueAsync(output);
    }
}
