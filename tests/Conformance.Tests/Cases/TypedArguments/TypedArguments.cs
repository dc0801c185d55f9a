using Pulumi;

namespace Conformance.Tests.Cases;

internal sealed class TypedArguments : ICase
{
    public Task<IDictionary<string, object?>> DeclareAsync()
    {
        _ = new Thing("typed", new TypedArgs
        {
            Name = "n",
            Size = 3,
            Ratio = 0.25,
            Tags = { ["a"] = "1", ["b"] = Output.Create("2") },
            Rules = { new RuleArgs { Port = 80, Level = Level.High }, new RuleArgs { Port = 443 } },
        });
        _ = new Thing("empty", new TypedArgs());
        return Task.FromResult<IDictionary<string, object?>>(new Props());
    }

    internal sealed class TypedArgs : ResourceArgs
    {
        [Input("tags")]
        private InputMap<string>? _tags;

        [Input("rules")]
        private InputList<RuleArgs>? _rules;

        [Input("name")]
        public Input<string>? Name { get; set; }

        [Input("size")]
        public Input<int>? Size { get; set; }

        [Input("ratio")]
        public Input<double>? Ratio { get; set; }

        public InputMap<string> Tags
        {
            get => _tags ??= [];
            set => _tags = value;
        }

        public InputList<RuleArgs> Rules
        {
            get => _rules ??= [];
            set => _rules = value;
        }
    }

    internal sealed class RuleArgs : ResourceArgs
    {
        [Input("port")]
        public Input<int>? Port { get; set; }

        [Input("level")]
        public Input<Level>? Level { get; set; }
    }

    [EnumType]
    internal readonly struct Level : IEquatable<Level>
    {
        private readonly string _value;

        private Level(string value) => _value = value;

        public static Level High { get; } = new("high");

        public static explicit operator string(Level value) => value._value;

        public bool Equals(Level other) => _value == other._value;

        public override bool Equals(object? obj) => obj is Level other && Equals(other);

        public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
    }
}
