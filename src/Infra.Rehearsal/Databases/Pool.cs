namespace Infra.Rehearsal.Databases;

/// <summary>Connections to one database of a cluster that clients share.</summary>
/// <param name="Name">What clients call it: the name of a database, to them.</param>
/// <param name="Database">The one it leads to.</param>
/// <param name="Mode">session, transaction or statement.</param>
/// <param name="Size">Connections it holds.</param>
internal sealed record Pool(string Name, string Database, string Mode, int Size);
