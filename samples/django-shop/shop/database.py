"""A DATABASE_URL, as twelve-factor applications know it, as a Django database."""

from urllib.parse import parse_qsl, unquote, urlsplit

ENGINES = {
    "mysql": "django.db.backends.mysql",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
    "sqlite": "django.db.backends.sqlite3",
}


def database(url):
    """The host may be a percent-encoded path: a socket, or the directory of one. The query is the driver's options."""
    parts = urlsplit(url)
    if parts.scheme not in ENGINES:
        raise ValueError(f"DATABASE_URL begins with '{parts.scheme}:'; known are {', '.join(sorted(ENGINES))}")

    # Not parts.hostname: that is in lower case, and a path is not.
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    settings = {
        "ENGINE": ENGINES[parts.scheme],
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": port,
        "CONN_MAX_AGE": 60,
    }
    options = dict(parse_qsl(parts.query))
    if parts.scheme == "mysql":
        options = {"charset": "utf8mb4", "init_command": "SET sql_mode='STRICT_TRANS_TABLES'"} | options
    if options:
        settings["OPTIONS"] = options
    return settings
