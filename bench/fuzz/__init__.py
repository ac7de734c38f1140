"""Anything that anybody, or Telegram, might send: made by lot, thrown at the whole application."""
