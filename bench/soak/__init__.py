"""What survives kills, faults, a year of clocks, and anything that anybody may send."""
