"""How a text reads: spelling, and how plain it is. For `leerrecht controle` alone, so that `bouw` stays fast.

- `texts`: sentences of a page, with their line.
- `syllables`, `readability`: how plain the sentences are, and the limits of each publication.
- `words`, `spelling`: the words of a source, and which of them nobody knows.
- `check`: all of it over a reading of the sources.
"""
