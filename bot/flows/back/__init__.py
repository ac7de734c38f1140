"""Looking back: what was walked and how it felt, and the page for a therapist.

It decides nothing and stores little: what is shown comes from the facts.
"""
