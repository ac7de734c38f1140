"""Looking back: the progress picture, and the page for a therapist."""
