using Infra.Cli.Display;

namespace Infra.Cli.CodeGeneration;

/// <summary>A C# program that declares what was imported, so that the next update finds nothing to do.</summary>
/// <param name="Text">The program.</param>
/// <param name="Secrets">Keys of the configuration that it reads secrets from.</param>
internal sealed record ImportedProgram(string Text, IReadOnlyCollection<string> Secrets)
{
    private const string Indent = "    ";
    private const string Step = "    ";

    /// <summary>Parents come before their children.</summary>
    public static ImportedProgram Render(IReadOnlyList<ImportedResource> resources)
    {
        resources = [.. resources.Select(r => r with { State = r.State with { Inputs = SecretMarks.Mark(r.State.Inputs, r.Schema?.Inputs(r.State.Type) ?? default, r.Schema) } })];
        var secrets = new SecretPlaceholders();
        var taken = new HashSet<string>(StringComparer.Ordinal) { "config" };
        var variables = resources.ToDictionary(r => r.State.Urn, r => CSharpName.Variable(Urns.Name(r.State.Urn), taken), StringComparer.Ordinal);
        var declarations = resources.Select(r => (Resource: r, Text: Typed(r, variables, secrets))).ToList();
        var texts = declarations.ConvertAll(d => d.Text ?? Plain(d.Resource, variables, secrets));
        var schemas = declarations.Where(d => d.Text is not null).Select(d => d.Resource.Schema!).DistinctBy(s => s.Alias).OrderBy(s => s.Alias, StringComparer.Ordinal);
        var body = (secrets.Keys.Count > 0 ? [$"{Indent}var config = new Config();\n"] : Array.Empty<string>()).Concat(texts);
        var text = $$"""
            {{(declarations.Exists(d => d.Text is null) ? "using System.Collections.Immutable;\n" : "")}}using Pulumi;
            {{string.Concat(schemas.Select(s => $"using {s.Alias} = {s.Namespace};\n"))}}
            return await Deployment.RunAsync(() =>
            {
            {{string.Join('\n', body)}}});

            """;
        return new ImportedProgram(text.ReplaceLineEndings("\n"), secrets.Keys);
    }

    /// <summary>Null if the package's classes are not known, or cannot say all of it.</summary>
    private static string? Typed(ImportedResource resource, Dictionary<string, string> variables, SecretPlaceholders secrets)
    {
        if (resource.Schema is not { } schema || schema.Inputs(resource.State.Type) is not { } properties)
        {
            return null;
        }

        var known = new SecretPlaceholders();
        var variable = variables[resource.State.Urn];
        if (new TypedValues(schema, known).Members(resource.State.Inputs, properties, variable, Indent + Step) is not { } members)
        {
            return null;
        }

        new TypedValues(schema, secrets).Members(resource.State.Inputs, properties, variable, Indent + Step);
        var type = schema.ClassOf(resource.State.Type);
        return $"{Indent}var {variable} = new {type}({Name(resource)}, new {type}Args\n{Indent}{{\n{members}{Indent}}}{Options(resource, variables, isTyped: true)});\n";
    }

    private static string Plain(ImportedResource resource, Dictionary<string, string> variables, SecretPlaceholders secrets)
    {
        var variable = variables[resource.State.Urn];
        var members = new PlainValues(secrets).Members(resource.State.Inputs, variable, Indent + Step);
        return $"{Indent}var {variable} = new CustomResource({CSharpLiteral.Line(resource.State.Type)}, {Name(resource)}, new DictionaryResourceArgs(new Dictionary<string, object?>\n"
            + $"{Indent}{{\n{members}{Indent}}}.ToImmutableDictionary()){Options(resource, variables, isTyped: false)});\n";
    }

    private static string Options(ImportedResource resource, Dictionary<string, string> variables, bool isTyped)
    {
        var state = resource.State;
        string[] lines =
        [
            .. state.Protect ? ["Protect = true,"] : Array.Empty<string>(),
            .. variables.TryGetValue(state.Parent, out var parent) ? [$"Parent = {parent},"]
                : state.Parent.Length > 0 && Urns.Type(state.Parent) != Urns.StackType ? [$"// Parent = … {Comment(state.Parent)}"] : Array.Empty<string>(),
            .. resource.Provider.Length > 0 ? [$"// Provider = … {Comment(resource.Provider)}"] : Array.Empty<string>(),
            .. !isTyped && resource.Provider.Length == 0 && resource.Version.Length > 0 ? [$"Version = {CSharpLiteral.Line(resource.Version)},"] : Array.Empty<string>(),
        ];
        return lines.Length == 0 ? "" : $", new CustomResourceOptions\n{Indent}{{\n{string.Concat(lines.Select(line => $"{Indent}{Step}{line}\n"))}{Indent}}}";
    }

    private static string Name(ImportedResource resource) => CSharpLiteral.Line(Urns.Name(resource.State.Urn));

    private static string Comment(string urn) => ControlText.Show(urn);
}
