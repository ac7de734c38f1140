"""What is drawn: facts and words to layouts, layouts to pictures and pages."""
