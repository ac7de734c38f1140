"""How Telegram says no."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the server
    """A call that is answered with an error: the HTTP status, the description, and perhaps `parameters`."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters

    def body(self) -> Json:
        """Return the answer's JSON."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class BadGateway(Refused):
    """A gateway in between answers, with a page of HTML whose title is the description."""


def bad(reason: str) -> Refused:
    """Return a 400 whose description is `Bad Request: <reason>`."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """Return a 403 whose description is `Forbidden: <reason>`."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """Return a 409 whose description is `Conflict: <reason>`."""
    return Refused(409, f"Conflict: {reason}")
