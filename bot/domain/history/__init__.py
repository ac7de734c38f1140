"""What was walked and felt, looked back at: series, spans, streaks, insights, the therapist's page, counts over all people."""
