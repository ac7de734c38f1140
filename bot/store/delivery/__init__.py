"""Tables of what came in, what is to be said when, and what is on its way out."""
