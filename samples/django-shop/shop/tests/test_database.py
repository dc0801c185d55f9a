from unittest import TestCase

from shop.database import database


class DatabaseTests(TestCase):
    def test_a_socket_directory_is_the_host(self):
        settings = database("postgresql://shop@%2Frun%2Fpostgresql/shop")
        self.assertEqual((settings["HOST"], settings["USER"], settings["NAME"]), ("/run/postgresql", "shop", "shop"))

    def test_a_socket_of_mariadb_is_the_host(self):
        self.assertEqual(database("mysql://shop@%2Frun%2Fmysqld%2Fmysqld.sock/shop")["HOST"], "/run/mysqld/mysqld.sock")

    def test_password_and_port_are_read(self):
        settings = database("postgres://me:p%40ss@db.example:5433/shop")
        self.assertEqual((settings["PASSWORD"], settings["HOST"], settings["PORT"]), ("p@ss", "db.example", "5433"))

    def test_the_query_is_the_drivers_options(self):
        self.assertEqual(database("postgresql://me:x@10.0.0.3:5432/shop?sslmode=require")["OPTIONS"], {"sslmode": "require"})
        self.assertEqual(database("mysql://me:x@db/shop?connect_timeout=5")["OPTIONS"]["connect_timeout"], "5")
        self.assertNotIn("OPTIONS", database("postgresql://me:x@db/shop"))

    def test_an_unknown_scheme_is_named(self):
        with self.assertRaisesRegex(ValueError, "oracle"):
            database("oracle://x/y")
