"""Every rule on the right line, and silent where it should be: the cases in `cases/`."""

import pytest
from chart_cases import BASE, Case, cases, codes, findings

CASES = list(cases())
#: They need two charts, a drawing or a translation: tested in `test_checks_together.py`,
#: `test_checks_drawing.py` and `test_source_translation.py`.
ELSEWHERE = {"K211", "K602", "K604", "K607", "K608", "K609"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    pages = {case.name: case.source for case in CASES}
    reported = findings(pages, tmp_path_factory.mktemp("cases"))
    # All cases are nearly the same chart: what differs between them is no fault here.
    return {name: [one for one in all_ if one.code != "K211"] for name, all_ in reported.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name} {case.purpose}")
def test_case(case: Case, found):
    said = {(one.code, one.place.line) for one in found[case.name]}
    assert said == case.expected, [(one.code, one.place.line, one.cause) for one in found[case.name]]
    assert len(found[case.name]) == len(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words(case: Case, found):
    for one in found[case.name]:
        text = f"{one.cause} {one.repair}"
        assert "{" not in text.replace(":::{", "").replace("}»", ""), text
        assert one.cause.endswith((".", "?")), text
        assert one.repair.endswith((".", "?")), text


def test_every_code_fails_and_passes_somewhere():
    failing = {code for case in CASES for code, _ in case.expected}
    passing = {case.passes for case in CASES if case.passes}
    assert codes() - failing - ELSEWHERE == set()
    assert codes() - passing - ELSEWHERE == set()
    assert (failing | passing) <= codes()


def test_base_is_clean(tmp_path):
    assert findings({"basis": f"# Basis\n\n{BASE}"}, tmp_path) == {"basis": []}
