"""What is the person's own: settings, data, help, reading, words to the operator."""
