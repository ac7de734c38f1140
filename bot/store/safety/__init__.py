"""Tables of red-flag rounds, despair, holds, advice and what became of it, and what professionals said."""
