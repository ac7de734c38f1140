"""What was walked and felt, looked back at: spans, streaks, insights, the therapist's page, counts of all."""
