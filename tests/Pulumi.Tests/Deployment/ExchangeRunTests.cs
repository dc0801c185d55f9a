namespace Pulumi.Tests;

/// <summary>Programs against an engine that has an exchange, as infra's.</summary>
public sealed class ExchangeRunTests() : ProgramRunSuite(hasExchange: true);
