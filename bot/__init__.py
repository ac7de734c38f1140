"""Walk Coach: a Telegram bot that helps people with back or joint pain walk a little every day, safely."""
