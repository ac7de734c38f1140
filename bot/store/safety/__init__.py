"""Tables of red-flag rounds, holds, the advice that was given and what became of it."""
