"""What is checked before words reach people: lint, translations, samples, preview, sign-off."""
