using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Certificates;

/// <summary>A certificate in a file on this computer, readable by everybody.</summary>
internal static class CertificateFile
{
    private const string Header = "-----BEGIN CERTIFICATE-----";

    /// <summary>Writes it at once or not at all. A file that holds anything but a certificate is not ours to overwrite.</summary>
    public static void Write(string file, string certificate)
    {
        try
        {
            if (Directory.Exists(file) || (File.Exists(file) && !File.ReadAllText(file).TrimStart().StartsWith(Header, StringComparison.Ordinal)))
            {
                throw new ProviderException($"{file} is there already and is no certificate: move it away or choose another file");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "/");
            var temporary = $"{file}.{Environment.ProcessId}.new";
            File.WriteAllText(temporary, certificate);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException($"the certificate cannot be written to {file}: {e.Message}", e);
        }
    }

    public static bool Holds(string file, string certificate) => File.Exists(file) && File.ReadAllText(file) == certificate;

    /// <summary>Removes the file if it still holds that certificate.</summary>
    public static void Remove(string file, string certificate)
    {
        try
        {
            if (Holds(file, certificate))
            {
                File.Delete(file);
                RemoveIfEmpty(Path.GetDirectoryName(file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException($"the certificate file {file} cannot be removed: {e.Message}", e);
        }
    }

    /// <summary>The directory was made for the file; it goes with the last one.</summary>
    private static void RemoveIfEmpty(string? directory)
    {
        if (directory is not null && Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}
