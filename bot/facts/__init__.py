"""What is known of a person and of their day: read from the store or derived by rules; builds no messages."""
