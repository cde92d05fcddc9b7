"""The style sheet of the site."""

import re
from pathlib import Path

import escalation
from house_style.stylesheet import stylesheet
from house_style.tokens import HERE

CSS = stylesheet()


def test_every_variable_that_is_used_is_defined():
    used = set(re.findall(r"var\((--lr-[\w-]+)", CSS))
    defined = set(re.findall(r"(--lr-[\w-]+)\s*:", CSS))
    assert used - defined == set()


def test_nothing_is_fetched_from_elsewhere():
    addresses = re.findall(r"url\(([^)]*)\)", CSS.replace("%29", ""))
    assert addresses
    assert all(address.strip("\"'").startswith(("data:image/svg+xml", "../fonts/")) for address in addresses)


def test_every_font_of_the_style_sheet_exists():
    named = set(re.findall(r"\.\./fonts/([\w-]+\.woff2)", CSS))
    present = {path.name for path in (HERE / "theme" / "leerrecht" / "static" / "fonts").glob("*.woff2")}
    assert named == present


def test_same_bytes_every_time():
    assert stylesheet() == CSS
    assert "/*" not in CSS


def test_words_of_a_chart_wait_for_the_font_they_were_measured_in():
    css = stylesheet()
    family = re.search(r'--lr-font-drawing:"([^"]+)"', css)[1]
    faces = [face for face in re.findall(r"@font-face\{[^}]*\}", css) if f'font-family:"{family}";' in face]
    assert faces
    assert all("font-display:block" in face and "source-sans-3" in face for face in faces)
    chart = Path(escalation.__file__).with_name("static") / "stappenplan.css"
    assert re.search(r"\.lr-tekening \{[^}]*font-family: var\(--lr-font-drawing,", chart.read_text("utf-8"))
