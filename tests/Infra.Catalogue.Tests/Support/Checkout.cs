namespace Infra.Catalogue.Tests.Support;

/// <summary>The checkout these tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The facts that the catalogue was made of, where they lie beside the checkout; null elsewhere.</summary>
    public static string? Facts
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
            {
                directory = directory.Parent;
            }

            var file = directory is null ? null : Path.Combine(directory.FullName, "..", "shared", "data", "hosting-catalogue.yaml");
            return File.Exists(file) ? file : null;
        }
    }
}
