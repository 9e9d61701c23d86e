"""Invented names in several scripts, each number its own."""

from __future__ import annotations

from typing import Final

from benchmarks.generate.draw import mixed

# Syllables of no language: the names are nobody's.
_SYLLABLES: Final = """
latin ba da fe gor hal ister jun kel lom mar nev ol pra quin ros tel umb ver wen zan
diacritics ář bję čev dół ğın ích jø kåš łu mñe ńes öř pů řek ßel ţi ûn vő ýd žář
cyrillic ба вен гор дже жу зоря їв кел лом мір нев оль пра рос тел юр фе хал цин що
greek βα γο δελ ζην ηλι θρα κελ λομ μαρ νευ ξεν ολ πρα ρος στη τελ υψ φε χαλ ωρ
georgian ბა გო და ვე ზურ თა კელ ლომ მარ ნევ ოლ პრა რო სტე უმ ფე ქარ ყვა შო ჩი
"""
SCRIPTS: Final = {line.split()[0]: line.split()[1:] for line in _SYLLABLES.strip().splitlines()}
_WRITTEN: Final = (*["latin"] * 9, *["diacritics"] * 5, *["cyrillic"] * 4, "greek", "georgian")


def script(number: int) -> str:
    """Return the script in which the thing of this number is written at home."""
    return _WRITTEN[mixed(number, 1) % len(_WRITTEN)]


def name(number: int, written: str = "") -> str:
    """Return the name of a thing by its number, in its own script or in the one given."""
    syllables = SCRIPTS[written or script(number)]
    size = len(syllables)
    first, rest = mixed(number, 2), number
    word = syllables[first % size] + syllables[rest % size]
    rest //= size
    while rest:
        word += syllables[rest % size]
        rest //= size
    second = syllables[first // size % size] + syllables[first // size**2 % size]
    return f"{word.capitalize()} {second.capitalize()}"
