"""What only the PostgreSQL engine of the store does."""
