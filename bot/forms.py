"""The forms that settings have: each function reads one, and raises ValueError where a text is not of it."""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LOOPBACK = ("127.0.0.1", "::1", "localhost")
LONGEST_LINE = 200


def token(text: str) -> str:
    """Read a bot's token."""
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", text):
        raise ValueError
    return text


def root(text: str) -> str:
    """Read the root of a Bot API server."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    if re.search(r"/bot[^/]*/?$|\s", text):
        raise ValueError
    parts.port  # noqa: B018 - raises ValueError where it is no port
    return text.rstrip("/")


def path(text: str) -> Path:
    """Read a path, at which nothing need be yet; ~ is somebody's home."""
    try:
        path = Path(text).expanduser()
        path.stat()
    except FileNotFoundError:
        pass
    except (OSError, RuntimeError) as error:  # where this user may not look, or below a file; ~ where nobody has a home
        raise ValueError from error
    return path


def folder(text: str) -> Path:
    """Read the path of a folder, which need not be there."""
    folder = path(text)
    if folder.exists() and not folder.is_dir():
        raise ValueError
    return folder


def server(text: str) -> str:
    """Read the address of a PostgreSQL database.

    A password with @, / or % in it splits an address elsewhere than was meant: a part of it would be taken for the
    host, and told in errors.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2 or re.search(r"\s", text):
        raise ValueError
    if parts.fragment or parts.netloc.count("@") > 1 or "@" in parts.path:
        raise ValueError
    if re.search(r"%(?![0-9A-Fa-f]{2})|%00", text):
        raise ValueError
    return text


def line(text: str) -> str:
    """Read one line of text, which goes into a message as it is."""
    if not text.isprintable() or len(text) > LONGEST_LINE:
        raise ValueError
    return text


def host(text: str) -> str:
    """Read a host name or an IP address."""
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", text):
        raise ValueError
    return text


def webhook(text: str) -> str:
    """Read an address that Telegram can post to."""
    parts = urlsplit(text)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK  # for a Bot API server on this machine
    if not (parts.scheme == "https" or local) or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError
    if re.search(r"[{}\s]", text):
        raise ValueError
    parts.port  # noqa: B018 - raises ValueError where it is no port
    return text


def ids(text: str) -> frozenset[int]:
    """Read Telegram's ids of people."""
    if not re.fullmatch(r"[1-9][0-9]{0,15}(\s*,\s*[1-9][0-9]{0,15})*", text):
        raise ValueError
    return frozenset(int(part) for part in text.split(","))


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number of a range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    return read


def shown(text: str) -> str:
    """Return a value as a sentence quotes it: on one line, whatever stands in it, and not all of a long one."""
    plain = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text[:LONGEST_LINE])
    return f'"{plain}{"…" if len(text) > LONGEST_LINE else ""}"'


def readable_on_the_way(url: str, name: str) -> list[str]:
    """Refuse a server elsewhere whose connection is not encrypted, or not known to be that server's.

    `name`: where the URL stands.
    """
    parts = urlsplit(url)
    options = parse_qs(parts.query)
    named = options.get("hostaddr") or options.get("host") or [parts.netloc.rpartition("@")[2]]
    hosts = [re.sub(r":\d+$", "", host).strip("[]") for host in ",".join(named).split(",")]
    elsewhere = [host for host in hosts if host and not host.startswith("/") and not loopback(host)]
    if not elsewhere or options.get("sslmode") == ["verify-full"]:
        return []
    return [
        f"{name} names a server on another machine without sslmode=verify-full: what people say about their"
        " health would go there readable for others; add ?sslmode=verify-full&sslrootcert=/path/of/root.crt"
    ]


def loopback(host: str) -> bool:
    """Tell whether this is an address of this machine alone."""
    try:
        return host in LOOPBACK or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
