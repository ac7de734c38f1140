"""What the words before and behind minutes make of them. Both are letters of a clause: see `shape`."""

import re

from bot.domain.typed.scores import TAKEN


def is_further(front: str, behind: str) -> bool:
    """Tell whether minutes are told as more than those before: "another 10", "5 more"; not "5 more than planned"."""
    return front.endswith(("&", "&e")) or re.match(rf"&(?:$|[DTpkB{TAKEN}])", behind) is not None


def is_of_something_else(front: str, behind: str, *, walks: bool) -> bool:
    """Tell whether the minutes are of another activity: "20 min on the bike"; not "walked 20 min to the bus"."""
    if "O" not in front + behind:
        return False
    if not walks and re.search(r"O[e.]?$", front):
        return True  # "pain 4 after sitting 2 hours"
    led = "PtAfci<" if "V" in front else "PtAfc<"  # "walked with the baby in the car"
    return not walks or re.search(rf"(?<![{led}])(?<![{led}][ce])O", front) is not None


def tells_when(front: str, behind: str, *, walks: bool, distance: bool) -> bool:
    """Tell whether the minutes say when: "in 20 minutes", "after 10 minutes"; not "2 km in 30 min"."""
    if (re.match("A[^n]", behind) and not re.search("[VXv]", front)) or (behind == "i" and "X" not in front):
        return True  # "20 min after the walk", "5 minutes in"
    if front.endswith(("A", "Ac", "At")):
        return "v" not in front and re.match("c?[wV]", behind) is None
    return front.endswith("i") and not (distance or walks or "X" in front or front.endswith("ki"))


def is_of_the_pain(front: str, behind: str, *, walks: bool) -> bool:
    """Tell whether the minutes say how long it hurt: "it hurt for 20 minutes", "20 minutes of pain"."""
    if front.endswith("0c"):
        return True  # "nada de 20 minutos"
    return re.search(r"p[~>fl]*$|[pnr]l$" if not walks else r"p[~>fl]*$", front) is not None or behind.startswith("cp")


def strangers(front: str, behind: str, *, walks: bool) -> int:
    """Count the people and unknown words that may be what took the minutes; not those behind "with".

    Where the clause is about walking an unknown word is none, nor is one that a preposition leads;
    not "in": "20 min in casualty".
    Behind the minutes only the next word may be what took them: "20 min hoovering", not "20 min for once in my life".
    """
    governed = r"[Ptf](?:c?e?[.RBE])+|ie?\.{0,2}E\.*|L."
    before = re.sub(rf"{governed}|^[De]*ze?R", "", front)
    told, _, pain = behind.partition("k")  # "no pain, just hungry"
    behind = told + re.sub(r"\.", "", pain)
    if walks:
        return before.count("R")
    behind = re.sub(rf"k[Pic]e?[.B]+|{governed}", "", behind)
    return (
        len(re.findall("[.R]", before)) + len(re.findall("R", behind)) + bool(re.match(r"[DTecl_]*(?:ie?)?\.", behind))
    )


def may_be_another(front: str, behind: str, *, walks: bool, own: bool) -> bool:
    """Tell whether the minutes may be another figure than those of the walk, or of somebody else's.

    "5 min more", "the walk is 20 min", "20 min to walk there", "Bob walked 20 min"; not "round the lake twice, 20 min".
    """
    figures = re.sub("[jdEw]nM", "", f"{front}|{behind}")
    if re.search("[CaqM&]", figures) or re.search(r"nu?c$|[QA>]$|[pB]~i?[nr]$", front):
        return True
    if behind.startswith(("tw", "Y")) or ("N" in behind and not walks and "X" not in front):
        return True
    if not own and re.match(r"[De]*\.V", front):
        return True
    return re.search(r"(?<![PtAfc<])(?<![PtAfc<][ce])O", behind) is not None
