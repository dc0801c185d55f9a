using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Secrets;
using Infra.Engine.State;

namespace Infra.Engine.Plan.Review;

/// <summary>
/// A plan as a file: JSON with the stack's name, a digest of the state it was made for, and secrets encrypted by the stack's
/// secrets manager. Its hash is keyed with the plan's seed, which only a holder of the passphrase can read or make.
/// </summary>
/// <param name="stack">project/stack.</param>
/// <param name="secrets">Of the stack; the file names its salt, so that a stack's first plan can be made before it has any.</param>
/// <param name="clock">Says when a plan was made.</param>
public sealed class PlanFile(string stack, ISecretsManager secrets, TimeProvider clock)
{
    private const int Version = 1;
    private const string KeyMark = "infra-plan:";

    /// <param name="plan">What was reviewed.</param>
    /// <param name="state">What it was made for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> WriteAsync(UpdatePlan plan, Snapshot state, CancellationToken cancellationToken)
    {
        var crypter = await secrets.OpenAsync(cancellationToken);
        var body = Json(indented: true, json => WriteBody(json, plan, state, crypter));
        return $"{{\n    \"hash\": \"{Hash(plan, body)}\",\n    \"plan\": {Encoding.UTF8.GetString(body)}\n}}\n";
    }

    /// <param name="text">The file.</param>
    /// <param name="place">Its name, for messages.</param>
    /// <param name="state">The stack's state as it is now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InfraException">INF4321: it is no plan, or was changed. INF4322: the state was changed since. INF4323: it is of another stack.</exception>
    public async Task<UpdatePlan> ReadAsync(string text, string place, Snapshot state, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
            var body = CheckpointReader.Object(document.RootElement, "plan") ?? throw new StateFormatException("it has no 'plan'");
            if (!body.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || version.GetDouble() != Version)
            {
                throw new StateFormatException($"its version is not {Version}, the only one this infra knows");
            }

            if (CheckpointReader.Text(body, "stack") is var owner && owner != stack)
            {
                throw new InfraException("INF4323", "The plan is of another stack", $"It is of '{owner}', and this is '{stack}'. Nothing was changed.", $"Make one of this stack:\n    infra preview --stack {stack[(stack.IndexOf('/', StringComparison.Ordinal) + 1)..]} --save-plan plan.json", place, ExitCodes.Configuration);
            }

            var crypter = await CrypterAsync(body, cancellationToken);
            var plan = Read(body, crypter);
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CheckpointReader.Text(document.RootElement, "hash")), Encoding.ASCII.GetBytes(Hash(plan, Encoding.UTF8.GetBytes(body.GetRawText())))))
            {
                throw new StateFormatException("its hash is not that of its content: it was changed after it was made");
            }

            CheckState(body, plan, state, place);
            return plan with { State = state };
        }
        catch (Exception e) when (e is JsonException or StateFormatException or FormatException or InvalidOperationException
            || e is InfraException { Code: DiagnosticCodes.SecretUnreadable or DiagnosticCodes.SaltMalformed })
        {
            throw new InfraException("INF4321", "The plan cannot be used", $"{e.Message}. Nothing was changed.", "Make it again, and leave it as it is:\n    infra preview --save-plan plan.json", place, ExitCodes.Configuration, e);
        }
    }

    private void WriteBody(Utf8JsonWriter json, UpdatePlan plan, Snapshot state, ICrypter crypter)
    {
        var values = new PropertyJsonWriter(json, text => ("ciphertext", crypter.Encrypt(text)));
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("stack", stack);
        json.WriteString("time", clock.GetUtcNow().UtcDateTime);
        json.WriteStartObject("state");
        json.WriteNumber("resources", state.Resources.Length);
        json.WriteString("digest", Digest(plan, state));
        json.WriteEndObject();
        json.WriteStartObject("secrets_providers");
        json.WriteString("type", secrets.Type);
        json.WriteStartObject("state");
        json.WriteString("salt", secrets.Salt);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("key", crypter.Encrypt(KeyMark + Convert.ToBase64String(plan.Seed.Bytes)));
        json.WriteStartArray("resourcePlans");
        foreach (var resource in plan.Resources)
        {
            json.WriteStartObject();
            json.WriteString("urn", resource.Urn);
            json.WriteStartArray("steps");
            foreach (var op in resource.Ops)
            {
                json.WriteStringValue(op.Name());
            }

            json.WriteEndArray();
            if (resource.Wanted is not null)
            {
                json.WritePropertyName("goal");
                ResourceJson.Write(json, values, resource.Wanted);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task<ICrypter> CrypterAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var provider = CheckpointReader.SecretsProvider(body);
        return provider is { Salt: { Length: > 0 } salt } && provider.Value.Type == secrets.Type
            ? await (salt == secrets.Salt ? secrets : secrets.ForSalt(salt)).OpenAsync(cancellationToken)
            : throw new StateFormatException("it does not say how its secrets are encrypted");
    }

    private static UpdatePlan Read(JsonElement body, ICrypter crypter)
    {
        var key = crypter.Decrypt(CheckpointReader.Text(body, "key"));
        if (!key.StartsWith(KeyMark, StringComparison.Ordinal))
        {
            throw new StateFormatException("its key is none");
        }

        var values = new PropertyJsonReader(crypter, new SecretCache());
        var resources = CheckpointReader.Items(body, "resourcePlans").Select(item => new PlannedResource(
            CheckpointReader.Text(item, "urn"),
            [.. CheckpointReader.Texts(item, "steps").Select(StepOps.Parse)],
            CheckpointReader.Object(item, "goal") is { } goal ? ResourceJson.Read(goal, values) : null));
        return new UpdatePlan(new PlanSeed(Convert.FromBase64String(key[KeyMark.Length..])), [.. resources]);
    }

    private void CheckState(JsonElement body, UpdatePlan plan, Snapshot state, string place)
    {
        var planned = CheckpointReader.Object(body, "state") ?? throw new StateFormatException("it does not say which state it is for");
        var (before, now) = (CheckpointReader.Text(planned, "digest"), Digest(plan, state));
        if (before != now)
        {
            throw new InfraException(
                "INF4322", "The state was changed after the plan was made",
                $"At {CheckpointReader.Text(body, "time")} the state of '{stack}' had {planned.GetProperty("resources")} resource(s) and the digest {before[..Math.Min(12, before.Length)]}; it has {state.Resources.Length} and {now[..12]} now. What was reviewed may not be what would be done. Nothing was changed.",
                "Make the plan again, and review it:\n    infra preview --save-plan plan.json", place);
        }
    }

    private static string Hash(UpdatePlan plan, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(plan.Seed.Bytes, body));

    /// <summary>Keyed, as the state holds secrets and a bare hash of a short one tells it.</summary>
    private static string Digest(UpdatePlan plan, Snapshot state) => Hash(plan, Json(indented: false, json =>
    {
        var values = new PropertyJsonWriter(json, text => ("plaintext", text));
        json.WriteStartArray();
        foreach (var resource in state.Resources)
        {
            ResourceJson.Write(json, values, resource);
        }

        foreach (var pending in state.PendingOperations)
        {
            json.WriteStringValue(pending.Type.ToString());
            ResourceJson.Write(json, values, pending.Resource);
        }

        json.WriteEndArray();
    }));

    private static byte[] Json(bool indented, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PropertyJsonWriter.Options with { Indented = indented, IndentSize = 4 }))
        {
            write(json);
        }

        return buffer.ToArray();
    }
}
