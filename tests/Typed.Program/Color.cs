using Pulumi;

namespace Typed.Program;

[EnumType]
public readonly record struct Color
{
    private readonly string _value;

    private Color(string value) => _value = value;

    public static explicit operator string(Color value) => value._value;
}
