"""Facts of longer stretches: the chart, the therapist's page, streaks, days with a known pain."""
