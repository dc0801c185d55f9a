using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>How the classes of one table write types.</summary>
/// <param name="Namespace">Of the table's classes.</param>
/// <param name="EnumNamespace">Of the package's enums.</param>
/// <param name="ArgsSuffix">Of classes of objects given: Args, GetArgs, InputArgs.</param>
/// <param name="ResultSuffix">Of classes of objects returned: nothing, or Result for functions.</param>
internal sealed record TypeNames(string Namespace, string EnumNamespace, string ArgsSuffix, string ResultSuffix)
{
    /// <summary>Of what the engine returns.</summary>
    public string Output(PropertyType type) => type switch
    {
        ScalarType scalar => Names.Scalar(scalar.Scalar),
        ObjectType named => $"global::{Namespace}.Outputs.{ResultClass(named.Name)}",
        ListType list => $"ImmutableArray<{Output(list.Item)}>",
        MapType map => $"ImmutableDictionary<string, {Output(map.Item)}>",
        _ => "string",
    };

    /// <summary>Of what a program gives and may not know yet; without a question mark.</summary>
    public string Input(PropertyType type) => type switch
    {
        ListType list => $"InputList<{Item(list.Item)}>",
        MapType map => $"InputMap<{Item(map.Item)}>",
        EnumType named => $"InputUnion<string, global::{EnumNamespace}.{named.Name}>",
        _ => $"Input<{Item(type)}>",
    };

    /// <summary>Of what a program gives at once.</summary>
    public string Plain(PropertyType type) => type switch
    {
        ListType list => $"List<{Plain(list.Item)}>",
        MapType map => $"Dictionary<string, {Plain(map.Item)}>",
        EnumType named => $"Union<string, global::{EnumNamespace}.{named.Name}>",
        _ => Item(type),
    };

    public string ArgsClass(string name) => Names.Pascal(name) + ArgsSuffix;

    public string ResultClass(string name) => Names.Pascal(name) + ResultSuffix;

    /// <summary>Of a part of a list or map that is given: the parts of parts are collections that never change.</summary>
    private string Item(PropertyType type) => type switch
    {
        ScalarType scalar => Names.Scalar(scalar.Scalar),
        ObjectType named => $"global::{Namespace}.Inputs.{ArgsClass(named.Name)}",
        ListType list => $"ImmutableArray<{Item(list.Item)}>",
        MapType map => $"ImmutableDictionary<string, {Item(map.Item)}>",
        _ => "string",
    };
}
