"""How a text reads: its spelling, and how plain it is. `controle` gives the remarks, `bouw` counts them.

- `texts`: sentences of a page, with their line.
- `syllables`, `readability`: how plain the sentences are, and the limits of each publication.
- `words`, `spelling`: the words of a source, and which of them nobody knows.
- `check`: all of it over a reading of the sources.
"""

#: The rules that give a remark on the language of a text; none of them stops publishing.
REMARKS = frozenset({"lange-zin", "gemiddelde-zin", "leesbaarheid", "spelling"})
