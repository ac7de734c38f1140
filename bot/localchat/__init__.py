"""A local Bot API server with a chat in the browser and a clock that can be moved."""
