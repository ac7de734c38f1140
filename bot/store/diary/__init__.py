"""Tables of what was walked, felt and planned, day by day and week by week."""
