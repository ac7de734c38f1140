"""Messages without a word: which of them say that all is well."""

import unicodedata

GLAD = frozenset("👍👌👏🙂😊😀😃😄😁😉😎🤗🙏💪❤🧡💛💚💙💜🥰😍🎉✅✔☀🌞🌷🌸🌹💐🌈🚶👋✌")
"""What is sent for yes, thanks, hello, joy. A broken heart, tears, SOS, or what is not known, is none of it."""


def is_glad(text: str) -> bool:
    """Tell whether a text without words is made of nothing but glad signs; skin tones and joiners do not count."""
    signs = [sign for sign in text if not sign.isspace() and unicodedata.category(sign) in ("So", "Sm", "Po", "Cs")]
    return not GLAD.isdisjoint(signs) and all(sign in GLAD or sign == "!" for sign in signs)
