"""Safety: danger and despair in words, red-flag screens, pain reports, flares, holds, advice and what became of it.

It comes before everything else: an open question here is asked before any walk is offered.
"""
