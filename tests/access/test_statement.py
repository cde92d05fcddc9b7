"""The accessibility statement: what it tells comes from a walk, and not from one of long ago."""

import datetime
import subprocess

from tools.access import RECORD, Exemption, Fault, Findings, Measurement
from tools.projects import PROJECT

from house_style.publications import in_dutch


def test_measurement_is_at_most_a_year_older_than_the_sources():
    """Once a year is what the European model asks; `make walk` writes it anew."""
    committed = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.strip()
    last = datetime.date.fromisoformat(committed)
    # A day before and after: the commit has its own time zone, and the measurement is done before it.
    year = {in_dutch(last - datetime.timedelta(days=days)) for days in range(-1, 367)}
    assert Measurement.read(RECORD).day in year


def test_measurement_tells_faults_and_exemptions_apart(tmp_path):
    found = Findings(
        pages=["site/a.html", "site/b.html"],
        faults=[
            Fault("site/a.html", "druk 320", "target-size", "a", "small"),
            Fault("site/a.html", "licht 320", "image-alt", "img", "no alternative"),
        ],
        wide=["site/b.html: licht 320"],
    )
    stay = [Exemption("target-size", "", "Op papier klikt niemand.", "druk")]
    measured = Measurement.of(found, stay, "149.0.1", datetime.date(2026, 11, 5))
    assert (measured.day, measured.browser, measured.pages) == ("5 november 2026", "149", 2)
    results = dict(measured.results)
    assert results["Fouten"] == "1"
    assert results["Uitzonderingen"] == "Op papier klikt niemand."
    assert [out for key, out in results.items() if "opzij" in key] == ["1"]
    (tmp_path / "meting.csv").write_text(measured.as_csv(), encoding="utf-8")
    assert Measurement.read(tmp_path / "meting.csv") == measured
