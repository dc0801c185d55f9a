namespace Pulumi;

/// <summary>The running deployment: its names and the functions of providers.</summary>
public sealed class DeploymentInstance
{
    private readonly Deployment _deployment;

    internal DeploymentInstance(Deployment deployment) => _deployment = deployment;

    public string StackName => _deployment.StackName;

    public string ProjectName => _deployment.ProjectName;

    public string OrganizationName => _deployment.OrganizationName;

    /// <summary>The directory of the project file.</summary>
    public string RootDirectory => _deployment.RootDirectory;

    /// <summary>True in a preview: nothing is changed, and much is unknown.</summary>
    public bool IsDryRun => _deployment.IsDryRun;

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Invoke<T>(token, args, options, registerPackageRequest, single: false);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Invoke<T>(token, args, options, registerPackageRequest, single: false);

    /// <summary>The one value that the function's result object holds.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Invoke<T>(token, args, options, registerPackageRequest, single: true);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) => InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Invoke<T>(token, args, options, registerPackageRequest, single: true);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeAsync<T>(token, args, options, null);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.InvokeAsync<T>(token, args, options, registerPackageRequest, single: false);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeSingleAsync<T>(token, args, options, null);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.InvokeAsync<T>(token, args, options, registerPackageRequest, single: true);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeAsync(token, args, options, null);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.InvokeAsync<object>(token, args, options, registerPackageRequest, single: false);

    /// <summary>Calls a method of a resource.</summary>
    public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null) =>
        Call<T>(token, args, self, options, null);

    public Output<T> Call<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Call<T>(token, args, self, options, registerPackageRequest);

    public void Call(string token, CallArgs args, Resource? self = null, CallOptions? options = null) => Call(token, args, self, options, null);

    public void Call(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        _deployment.Call<object>(token, args, self, options, registerPackageRequest);

    /// <summary>Not available: the engine can't call back into this SDK's programs.</summary>
    public void RegisterInvokeTransform(InvokeTransform transform) =>
        throw new NotSupportedException("Invoke transforms need an engine that calls back into the program; this SDK doesn't serve that. Use ResourceTransformations.");
}
