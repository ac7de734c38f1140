"""What was walked and felt, looked back at: series, streaks, insights, the therapist's page."""
