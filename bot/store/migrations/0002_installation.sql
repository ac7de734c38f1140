-- What this installation knows of itself; nothing about anybody.
CREATE TABLE installation (
  name TEXT PRIMARY KEY,                  -- bot: the id of the bot whose people these are | newest: the newest instant
  value TEXT NOT NULL
);
