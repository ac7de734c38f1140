"""What pain and answers mean: colours of a walk, the gate, flares, red flags, when to see whom."""
