"""Drawn people: jointed figures, their poses and how one pose turns into the next."""
