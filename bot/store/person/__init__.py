"""Tables of who somebody is, what they chose, what is expected of them, and what they wrote to the operator."""
