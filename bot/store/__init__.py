"""The database: transactions, tables, migrations, on an encrypted file or a PostgreSQL server."""
