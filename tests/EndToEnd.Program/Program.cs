using Pulumi;

return await Deployment.RunAsync(async () =>
{
    _ = new CustomResource("machine:index:KeyPair", "first", ResourceArgs.Empty, options: null);
    switch (new Config().Require("does"))
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
});
