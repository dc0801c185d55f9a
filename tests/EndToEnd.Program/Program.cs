using EndToEnd.Program;
using Pulumi;

return await Deployment.RunAsync(async () =>
{
    var config = new Config();
    var does = config.Require("does");
    if (does == "cloud")
    {
        return Cloud.Declare(config);
    }

    if (does == "account")
    {
        return Account.Declare(config);
    }

    if (does == "page")
    {
        return Page.Declare(config);
    }

    if (does == "steps")
    {
        return Steps.Declare(config);
    }

    _ = new CustomResource("machine:index:KeyPair", "first", ResourceArgs.Empty, options: null);
    switch (does)
    {
        case "throw":
            throw new InvalidOperationException("the shop is closed today");
        case "end":
            Environment.Exit(3);
            break;
        case "repeat":
            _ = new CustomResource("machine:index:KeyPair", "first", ResourceArgs.Empty, options: null);
            break;
        case "hang":
            await Task.Delay(Timeout.Infinite);
            break;
    }

    return new Dictionary<string, object?>();
});
