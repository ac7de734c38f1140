"""The Bot API as the local chat speaks it: methods, parameters, files, texts, keyboards, updates, errors."""
