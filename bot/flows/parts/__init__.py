"""Parts of messages that several flows share: the keypad, choices of hours, days, regions and languages, drawings.

They ask and show; what is answered goes to the flow that used them.
"""
