"""Rules between charts."""

from chart_cases import BASE, findings


def _two(later: str) -> dict[str, str]:
    # The titles differ so that only the name tells that it is the same step.
    renamed = later.replace("{stappenplan} proef", "{stappenplan} tweede")
    return {"een": f"# Een\n\n{BASE}", "twee": f"# Twee\n\n{renamed}"}


def test_same_duty_at_another_threshold(tmp_path):
    later = BASE.replace(":::{drempel} clb-melden\n", ":::{drempel} 4\n:bron: afspraak\n")
    found = findings(_two(later.replace("De school meldt de", "De school meldt een")), tmp_path)
    assert found["een"] == []
    (one,) = found["twee"]
    line = later.splitlines().index(":::{stap} De school meldt de afwezigheid aan het CLB") + 3
    assert (one.code, one.place.line, one.fatal, one.step) == ("K211", line, False, "melden")
    assert "4 halve dagen" in one.cause
    assert "5 halve dagen" in one.cause
    assert "Afwezig in het secundair onderwijs" in one.cause


def test_same_duty_at_the_same_threshold_and_another_agreement(tmp_path):
    assert findings(_two(BASE), tmp_path) == {"een": [], "twee": []}
    # The follow-up is an agreement: each chart may put it where it wants.
    moved = BASE.replace(":naam: melden", ":naam: aanmelden").replace("(#melden)", "(#aanmelden)")
    moved = moved.replace("De school meldt de", "De school meldt een")
    later = moved.replace(":::{drempel} clb-melden\n", ":::{drempel} 4\n:bron: afspraak\n")
    assert findings(_two(later), tmp_path / "2") == {"een": [], "twee": []}
