"""What belongs to the person and to whoever runs the bot: settings, data, help, things to read, a word to the operator.

Most of it works before there is a plan.
"""
