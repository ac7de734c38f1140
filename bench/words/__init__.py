"""Messages that the readers of words are made with and judged by."""
