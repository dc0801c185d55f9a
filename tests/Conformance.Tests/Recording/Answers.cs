using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Conformance.Tests.Recording;

/// <summary>What the recording engine answers: the same to every client, as a real engine with a simple provider would.</summary>
/// <param name="isPreview">In a preview ids are not given and the output "made" is unknown.</param>
internal sealed class Answers(bool isPreview)
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>Inputs come back as outputs, with "made" and the secret "hidden".</summary>
    public RegisterResourceResponse To(RegisterResourceRequest request)
    {
        var response = new RegisterResourceResponse
        {
            Urn = UrnOf(request.Type, request.Name, request.Parent),
            Id = request.Custom && !isPreview ? "id-" + request.Name : "",
            Object = new Struct(),
        };
        if (!request.Custom && !request.Remote)
        {
            return response;
        }

        response.Object = request.Object.Clone();
        response.Object.Fields["made"] = Value.ForString(isPreview ? Unknown : "made-" + request.Name);
        response.Object.Fields["hidden"] = Secret("hidden-" + request.Name);
        if (!request.SupportsPartialValues)
        {
            foreach (var (name, _) in response.Object.Fields.Where(f => HasUnknown(f.Value)).ToArray())
            {
                response.Object.Fields.Remove(name);
            }
        }

        return response;
    }

    public static ReadResourceResponse To(ReadResourceRequest request)
    {
        var properties = request.Properties.Clone();
        if (request.Type == "pulumi:pulumi:StackReference")
        {
            properties.Fields["outputs"] = Value.ForStruct(new Struct { Fields = { ["plain"] = Value.ForString("p"), ["hidden"] = Secret("h") } });
            properties.Fields["secretOutputNames"] = Value.ForList(Value.ForString("hidden"));
        }
        else
        {
            properties.Fields["made"] = Value.ForString("made-" + request.Id);
            properties.Fields["hidden"] = Secret("hidden-" + request.Id);
        }

        return new ReadResourceResponse { Urn = UrnOf(request.Type, request.Name, request.Parent), Properties = properties };
    }

    public static ResourceInvokeResponse To(ResourceInvokeRequest request)
    {
        var answer = request.Args.Clone();
        switch (request.Tok)
        {
            case "pulumi:pulumi:getResource":
                answer.Fields["id"] = Value.ForString("id-there");
                answer.Fields["state"] = Value.ForStruct(new Struct { Fields = { ["made"] = Value.ForString("made-there"), ["hidden"] = Secret("hidden-there") } });
                break;
            case "test:index:secretly":
                answer.Fields["answer"] = Secret("quiet");
                break;
            default:
                answer.Fields["answer"] = Value.ForString("loud");
                break;
        }

        return new ResourceInvokeResponse { Return = answer };
    }

    public static CallResponse To(ResourceCallRequest request) =>
        new() { Return = new Struct { Fields = { ["answer"] = Value.ForString("called " + request.Tok) } } };

    private static string UrnOf(string type, string name, string parent)
    {
        var parentType = parent.Length == 0 ? "" : parent.Split("::")[2];
        return $"urn:pulumi:dev::shop::{(parentType is "" or "pulumi:pulumi:Stack" ? "" : parentType + "$")}{type}::{name}";
    }

    private static Value Secret(string text) =>
        Value.ForStruct(new Struct { Fields = { [SignatureKey] = Value.ForString(SecretSignature), ["value"] = Value.ForString(text) } });

    private static bool HasUnknown(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue == Unknown,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Any(HasUnknown),
        Value.KindOneofCase.StructValue => value.StructValue.Fields.Values.Any(HasUnknown),
        _ => false,
    };
}
