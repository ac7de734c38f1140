"""The encrypted file as a whole: its key, its copies and backups, whether it is the right one."""
