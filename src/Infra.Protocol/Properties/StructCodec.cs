using Google.Protobuf.WellKnownTypes;

namespace Infra.Protocol.Properties;

/// <summary>Properties as Pulumi's peers exchange them: in protobuf's Struct and Value.</summary>
public static class StructCodec
{
    /// <exception cref="PropertyFormatException">A value that the peer would take for something else, or that the options reject.</exception>
    public static Struct Encode(PropertyMap properties, StructOptions options) => new StructEncoder(options).Encode(properties);

    /// <summary>Null if the options leave the value out.</summary>
    /// <exception cref="PropertyFormatException">As with a map.</exception>
    public static Value? EncodeValue(PropertyValue value, StructOptions options) => new StructEncoder(options).Encode(value);

    /// <summary>Reads what a peer sent; an absent struct is an empty map.</summary>
    /// <exception cref="PropertyFormatException">It means nothing, or the options reject it.</exception>
    public static PropertyMap Decode(Struct? properties, StructOptions options) =>
        properties is null ? PropertyMap.Empty : new StructDecoder(options).Decode(properties);

    /// <summary>Null if the options leave the value out.</summary>
    /// <exception cref="PropertyFormatException">As with a struct.</exception>
    public static PropertyValue? DecodeValue(Value value, StructOptions options) => new StructDecoder(options).Decode(value);
}
