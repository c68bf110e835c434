"""The only SQL: tables, engine, the status log and its migrations."""
