using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Databases;

/// <summary>Databases of real PostgreSQL and MariaDB servers.</summary>
[Collection(ServerCollection.Name)]
public sealed class DatabaseTests(SharedServer server)
{
    private const string Password = "it's \\ \"$HOME\" `id` %";

    [SkippableTheory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Create_Twice_HasOwnerWhoCanWriteAndKeepsTheData(string engine)
    {
        await RequireAsync();
        var inputs = Inputs(engine, "shop-1");
        try
        {
            var created = await server.Database.CreateAsync(inputs);
            await AsOwnerAsync(engine, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42);");

            await server.Database.CreateAsync(inputs);

            (await AsOwnerAsync(engine, "SELECT n FROM kept;")).ShouldBe("42");
            (await DriftAsync(created, inputs)).ShouldBeEmpty();
            await server.RootAsync($"test -S {created.Outputs.Text("socket")} || test -d {created.Outputs.Text("socket")}");
        }
        finally
        {
            await DropAsync(inputs);
        }

        (await server.Database.ReadAsync(new CreateResult("shop", PropertyMap.Empty), inputs)).ShouldBeNull();
    }

    [SkippableTheory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Delete_DropNotDeclared_KeepsTheDatabaseAndSaysSo(string engine)
    {
        await RequireAsync();
        var inputs = Inputs(engine, "shop-1").With("dropOnDelete", false);
        try
        {
            var created = await server.Database.CreateAsync(inputs);

            await server.Database.DeleteAsync(created, inputs);

            server.Host.Said.ShouldContain(s => s.Contains("The database 'shop-1' stays on", StringComparison.Ordinal));
            (await server.Database.ReadAsync(created, inputs)).ShouldNotBeNull();
        }
        finally
        {
            await DropAsync(inputs);
        }
    }

    [SkippableTheory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Update_OtherPassword_IsTheOneThatCounts(string engine)
    {
        await RequireAsync();
        var inputs = Inputs(engine, "shop-1");
        try
        {
            var created = await server.Database.CreateAsync(inputs.With("password", "the one before"));

            await server.Database.UpdateAsync(created, inputs.With("password", "the one before"), inputs);

            (await AsOwnerAsync(engine, "SELECT 7;")).ShouldBe("7");
            await server.RootAsync("! grep -rlsF 'the one before' /var/log/postgresql /var/log/mysql /var/log/auth.log; ! journalctl --no-pager | grep -F 'the one before'");
        }
        finally
        {
            await DropAsync(inputs);
        }
    }

    [SkippableTheory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Read_OwnerDroppedByHand_IsNamedAndUpdateRestoresIt(string engine)
    {
        await RequireAsync();
        var inputs = Inputs(engine, "shop-1");
        try
        {
            var created = await server.Database.CreateAsync(inputs);
            await server.RootAsync(engine == "postgresql"
                ? "cd /; runuser -u postgres -- psql -q -c 'ALTER DATABASE \"shop-1\" OWNER TO postgres' -c 'DROP ROLE shop'"
                : "mariadb -e \"DROP USER shop@localhost\"");

            var found = (await server.Database.ReadAsync(created, inputs)).ShouldNotBeNull().Inputs.ShouldNotBeNull();

            found.Text("owner").ShouldBe("");
            await server.Database.UpdateAsync(new UpdateArgs(created.Id, Calls.Urn, created.Outputs, found, server.Database.Checked(inputs), null, [], Preview: false), CancellationToken.None);
            (await DriftAsync(created, inputs)).ShouldBeEmpty();
            (await AsOwnerAsync(engine, "SELECT 7;")).ShouldBe("7");
        }
        finally
        {
            await DropAsync(inputs);
        }
    }

    [SkippableFact]
    public async Task Read_ExtensionDroppedByHand_IsNamedAndUpdateRestoresIt()
    {
        await RequireAsync();
        var inputs = Inputs("postgresql", "shop-1").With("extensions", Calls.List("citext", "pg_trgm"));
        try
        {
            var created = await server.Database.CreateAsync(inputs);
            (await DriftAsync(created, inputs)).ShouldBeEmpty();
            await server.RootAsync("cd /; runuser -u postgres -- psql -q -d shop-1 -c 'DROP EXTENSION citext'");

            (await DriftAsync(created, inputs)).ShouldBe(["extensions"]);
            await server.Database.UpdateAsync(created, inputs.With("extensions", Calls.List("pg_trgm")), inputs);

            (await DriftAsync(created, inputs)).ShouldBeEmpty();
        }
        finally
        {
            await DropAsync(inputs);
        }
    }

    [SkippableFact]
    public async Task Create_ExtensionThatIsNone_SaysTheServersWords()
    {
        await RequireAsync();
        var inputs = Inputs("postgresql", "shop-1").With("extensions", Calls.List("no_such_extension"));
        try
        {
            var refused = await Should.ThrowAsync<ProviderException>(() => server.Database.CreateAsync(inputs));

            refused.Message.ShouldStartWith("INF5401: The database server refused");
            refused.Message.ShouldContain("extension \"no_such_extension\" is not available");
            refused.Message.ShouldNotContain("it's");
        }
        finally
        {
            await DropAsync(inputs.Without("extensions"));
        }
    }

    [SkippableFact]
    public async Task Create_SystemUserAsOwner_LogsInWithoutPassword()
    {
        await RequireAsync();
        await using var layer = new Layer(server, "database-user");
        await layer.CreateAsync(("users", Calls.Map(("shop", Calls.Map(("system", true))))));
        foreach (var engine in new[] { "postgresql", "mariadb" })
        {
            var inputs = Inputs(engine, "shop-1").Without("password");
            try
            {
                await server.Database.CreateAsync(inputs);

                (await server.RootAsync($"cd /; runuser -u shop -- {(engine == "postgresql" ? "psql -At -d shop-1 -c" : "mariadb -N shop-1 -e")} 'SELECT 7'")).ShouldBe("7");
            }
            finally
            {
                await DropAsync(inputs);
            }
        }
    }

    private async Task RequireAsync()
    {
        server.Require();
        await server.HaveDatabaseServersAsync();
    }

    private Task<string> AsOwnerAsync(string engine, string sql) => server.RootAsync(
        $"""
        cat >/run/infra-sql <<'SQL'
        {sql}
        SQL
        read -r PGPASSWORD <<'SECRET'
        {Password}
        SECRET
        export PGPASSWORD MYSQL_PWD="$PGPASSWORD"
        {(engine == "postgresql" ? "psql -XqAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -U shop -d shop-1" : "mariadb -N -u shop shop-1")} </run/infra-sql
        rm /run/infra-sql
        """);

    private async Task<string[]> DriftAsync(CreateResult created, PropertyMap inputs)
    {
        var found = (await server.Database.ReadAsync(created, inputs)).ShouldNotBeNull();
        return [.. server.Database.Diff(new DiffArgs(created.Id, Calls.Urn, created.Outputs, found.Inputs!, server.Database.Checked(inputs), [])).DetailedDiff?.Keys ?? []];
    }

    private Task DropAsync(PropertyMap inputs) => server.Database.DeleteAsync(new CreateResult("shop", PropertyMap.Empty), inputs.With("dropOnDelete", true));

    private PropertyMap Inputs(string engine, string name) => Calls.Map(
        ("connection", server.Connection), ("engine", engine), ("name", name), ("owner", "shop"), ("password", ((PropertyValue)Password).AsSecret()), ("dropOnDelete", true));
}
