"""The write-ahead log beside a database file: does it belong to it?

SQLite takes any log of the right name for the file's own and writes it into the file. One of another database, left
there when a file was put back by hand, would spoil it. SQLCipher's pages know better: each carries a code that only the
key, together with the salt at the beginning of the file, gives (https://www.zetetic.net/sqlcipher/design/).
"""

import hashlib
import hmac
import struct
from pathlib import Path

HEADER, FRAME_HEADER = 32, 24  # https://www.sqlite.org/fileformat2.html#the_write_ahead_log
MAGIC = (0x377F0682, 0x377F0683)
"""Its checksums are of little-endian numbers, of big-endian ones."""
SALT, VECTOR, CODE = 16, 16, 64
RESERVED = 80
MASK = 0x3A
CODE_ROUNDS, KEY_BYTES = 2, 32


def is_anothers(path: Path, key: bytes) -> bool:
    """Tell whether the log beside the file at `path` is of another file, or of another key.

    False where there is none, or where nothing in it is whole: SQLite reads no such log.
    """
    log = path.with_name(f"{path.name}-wal")
    if not path.exists() or path.stat().st_size == 0 or not log.exists():
        return False
    with path.open("rb") as file:
        salt = file.read(SALT)
    with log.open("rb") as file:
        header = file.read(HEADER)
        if len(header) < HEADER:
            return False
        size = struct.unpack_from(">I", header, 8)[0]
        frame = file.read(FRAME_HEADER + size)
    if not _is_whole(header, frame, size):
        return False
    number = struct.unpack_from(">I", frame)[0]
    return not hmac.compare_digest(frame[-CODE:], _code(frame[FRAME_HEADER:], number, key, salt))


def _is_whole(header: bytes, frame: bytes, size: int) -> bool:
    """Tell whether SQLite would read the first page of a log: its salts and its checksums are right."""
    magic = struct.unpack_from(">I", header)[0]
    if magic not in MAGIC or len(frame) < FRAME_HEADER + size or frame[8:16] != header[16:24]:
        return False
    order = "<" if magic == MAGIC[0] else ">"
    sums = _checksums(header[:24], order, (0, 0))
    if struct.unpack_from(">II", header, 24) != sums:
        return False
    sums = _checksums(frame[FRAME_HEADER:], order, _checksums(frame[:8], order, sums))
    return struct.unpack_from(">II", frame, 16) == sums


def _checksums(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _code(page: bytes, number: int, key: bytes, salt: bytes) -> bytes:
    """Return the code that a page of this database ends with. The first page begins with the salt, in plain."""
    masked = bytes(byte ^ MASK for byte in salt)
    made = hashlib.pbkdf2_hmac("sha512", key, masked, CODE_ROUNDS, KEY_BYTES)
    coded = page[SALT if number == 1 else 0 : len(page) - RESERVED + VECTOR]
    return hmac.digest(made, coded + number.to_bytes(4, "little"), "sha512")
