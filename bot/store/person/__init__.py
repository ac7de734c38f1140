"""Tables of who somebody is and what they chose."""
