using Infra.Protocol.Grpc;

namespace Pulumi;

/// <summary>What the engine's errors mean to a program.</summary>
internal static class EngineFailure
{
    /// <summary>The engine has ended the deployment and told why itself; a connection that broke is no such answer.</summary>
    public static bool HasEngineGone(Exception failure) =>
        failure is GrpcException { Status: StatusCode.Unavailable or StatusCode.Cancelled, InnerException: null };

    /// <summary>The engine's reason for refusing a resource, without this program's stack, which would explain nothing.</summary>
    public static Exception Explain(Exception failure, Resource resource) => failure is GrpcException refused && !HasEngineGone(refused)
        ? new ResourceException($"{resource.GetResourceName()} ({resource.GetResourceType()}): {refused.Message}", resource, hideStack: true)
        : failure;
}
