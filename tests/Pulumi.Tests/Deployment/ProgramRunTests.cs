namespace Pulumi.Tests;

/// <summary>Programs against an engine that speaks gRPC only, as Pulumi's.</summary>
public sealed class ProgramRunTests() : ProgramRunSuite(hasExchange: false);
