"""The dose and the days: what is asked for, how a week went, what the next one asks, when to speak first."""
