"""How fast Walk Coach is, beside others, in one run: `make bench`."""
