namespace Infra.Engine.Diagnostics;

/// <summary>Pulumi's table of exit codes.</summary>
public static class ExitCodes
{
    public const int Success = 0;
    public const int Error = 1;
    public const int Configuration = 2;
    public const int Authentication = 3;
    public const int StackNotFound = 6;
    public const int ChangesFound = 7;
    public const int Cancelled = 8;
    public const int Internal = 255;
}
