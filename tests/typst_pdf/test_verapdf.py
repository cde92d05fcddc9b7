"""Every PDF we publish passes veraPDF: PDF/UA-1 and PDF/A-2a."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tools import verapdf
from tools.projects import SamplePdfs

pytestmark = pytest.mark.verapdf


def broken_rules(pdfs: Mapping[str, Path]) -> list[str]:
    assert pdfs
    reports = verapdf.verify(pdfs.values())
    assert len(reports) == len(pdfs) * len(verapdf.PROFILES)
    return [
        f"{report.file.name} {report.profile}: {failure}" for report in reports for failure in report.failures
    ]


@pytest.mark.parametrize("sample", ["kitchen-sink", "mistakes", "foreign"])
def test_sample_breaks_no_rule(sample: str, sample_pdfs: Callable[[str], SamplePdfs]) -> None:
    assert broken_rules(sample_pdfs(sample).pdfs) == []


def test_publication_breaks_no_rule(published_pdfs: Mapping[str, Path]) -> None:
    assert broken_rules(published_pdfs) == []


def test_the_engine_bites(tmp_path: Path) -> None:
    """A file without tags breaks rules in both profiles: the gate is not just open."""
    import typst

    plain = tmp_path / "plain.pdf"
    plain.write_bytes(typst.compile(b"Dag", pdf_tags=False))
    reports = verapdf.verify([plain])
    assert [report.profile for report in reports] == ["ua1", "2a"]
    assert all(report.failures for report in reports)
