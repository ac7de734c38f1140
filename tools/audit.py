"""Ask the Python Packaging Advisory Database about every pinned dependency, through pip-audit.

It needs the network. Where that cannot be reached, nothing fails, and it is said that nothing was checked: pip-audit
itself calls that "no known vulnerabilities". Exit code 1: at least one is known.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv" / "audit"  # apart from the project: it brings two dozen packages of its own
TOOL = "pip-audit>=2.9,<3"
PINS = ("requirements.txt", "requirements-dev.txt")
SECONDS = 300


def main() -> int:
    """Audit and print what was found."""
    python = _tool()
    if python is None:
        print("NOT CHECKED: pip-audit cannot be installed here; is there a network?")
        return 0
    files = [argument for name in PINS for argument in ("-r", str(ROOT / name))]
    flags = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(
            [python, "-m", "pip_audit", *files, *flags], capture_output=True, text=True, timeout=SECONDS, check=False
        )
        lines, code = report(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        lines, code = ["NOT CHECKED: the advisory service cannot be reached."], 0
    print("\n".join(lines))
    return code


def report(dependencies: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Return what to print, and the exit code."""
    checked = {entry["name"]: entry for entry in dependencies if "skip_reason" not in entry}
    skipped = sorted({entry["name"] for entry in dependencies} - checked.keys())
    known = [
        f"{name} {entry['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for name, entry in sorted(checked.items())
        for fault in entry["vulns"]
    ]
    lines = [*known, f"{len(checked)} packages checked, {len(known)} known vulnerabilities."]
    if not checked:
        lines = ["NOTHING WAS CHECKED: the advisory service did not answer for any package."]
    if skipped and checked:
        lines.append(
            f"NOT CHECKED: {len(skipped)} packages, which the advisory service does not know or did not answer for:"
        )
        lines.append("  " + ", ".join(skipped))
    return lines, 1 if known else 0


def _tool() -> str | None:
    """Return the Python that has pip-audit; install it on first use."""
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(FOLDER, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL]
    done = subprocess.run(install, capture_output=True, check=False)
    return str(python) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
