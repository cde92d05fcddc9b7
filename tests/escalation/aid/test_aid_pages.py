"""The directive in a document: what each builder makes of it, and what an editor hears of mistakes."""

import os
import re
from dataclasses import replace

import lxml.html
import pytest
from aid_charts import counted, primary, secondary
from aid_pages import PAGE, build_page, sources
from aid_stub import StubDomain
from tools.projects import run_sphinx, write_sources

from escalation.model import Place


def parsed(built, name="hulp.html"):
    return lxml.html.document_fromstring(built.read(name))


def words(node):
    return " ".join(node.text_content().split())


def test_table_gives_each_threshold_its_steps_and_links(tmp_path):
    plan = secondary()
    page = parsed(build_page(tmp_path, [plan, primary()]))
    table = page.xpath("//table[caption[contains(., 'secundair')]]")[0]
    expected = {c["number"]: c for c in counted(plan, (), 40) if not c["clb"]}
    rows = table.xpath("./tbody/tr")
    assert [words(row[0]) for row in rows] == [
        "0 halve dagen",
        "1 tot 4 halve dagen",
        "5 tot 9 halve dagen",
        "10 tot 29 halve dagen",
        "30 halve dagen of meer",
    ]
    for row, number in zip(rows, (0, 1, 5, 10, 30), strict=True):
        links = [[a.get("href").split("#stap-secundair-")[1] for a in cell.xpath(".//a")] for cell in row[1:]]
        assert links == [expected[number]["now"], expected[number]["check"]]
    assert words(rows[2][1]) == (
        "Stap 3: De school schakelt het CLB in. School. Plicht. Meteen. "
        "Is het CLB al betrokken, ga dan na of dit gebeurd is. "
        "Stap 4: School en CLB houden een dossier bij. School en CLB. Plicht."
    )
    assert "Ja: ga naar stap 8. Nee: ga naar stap 6." in words(rows[3][1])


def test_question_about_the_clb_is_asked_only_if_it_matters(tmp_path):
    page = parsed(build_page(tmp_path, [primary()], ":::{beslishulp} basis\n:::\n"))
    aid = page.xpath("//lr-beslishulp")[0]
    assert aid.xpath(".//legend") == []
    assert words(aid.xpath("./p[@class='rubric']")[0]) == "Beslishulp"
    assert aid.xpath(".//form")[0].get("aria-labelledby") == aid.xpath("./p")[0].get("id")


def test_choices_without_labels_are_the_titles(tmp_path):
    page = parsed(build_page(tmp_path, [primary(), secondary()], ":::{beslishulp} secundair, basis\n:::\n"))
    form = page.xpath("//lr-beslishulp//form")[0]
    assert words(form.xpath(".//legend")[0]) == "Welk stappenplan?"
    assert [words(label) for label in form.xpath(".//fieldset/label")] == [secondary().title, primary().title]


def test_unit_of_the_chart(tmp_path):
    plan = primary()
    years = tuple(replace(t, unit_one="jaar", unit_many="jaar") for t in plan.thresholds)
    page = parsed(build_page(tmp_path, [replace(plan, thresholds=years)], ":::{beslishulp} basis\n:::\n"))
    assert words(page.xpath("//lr-beslishulp//form//p/label")[0]) == "Hoeveel jaar?"
    assert "1 tot 4 jaar" in words(page.xpath("//table")[0])


def test_two_aids_on_a_page_have_ids_of_their_own(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], PAGE + PAGE.replace("# Hulp", ""))
    ids = parsed(built).xpath("//lr-beslishulp//@id")
    assert len(ids) == len(set(ids)) >= 8
    assert built.warnings == ()


def test_script_and_styles_only_where_there_is_an_aid(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()])
    for name, count in (("hulp.html", 1), ("index.html", 0), ("plannen.html", 0)):
        page = parsed(built, name)
        assert len(page.xpath("//script[contains(@src, 'beslishulp.js')]")) == count
        assert len(page.xpath("//link[contains(@href, 'beslishulp.css')]")) == count
    script = parsed(built).xpath("//script[contains(@src, 'beslishulp.js')]")[0]
    assert "defer" in script.attrib
    assert script.get("src").startswith("_static/")


def test_one_page_for_everything_links_within_itself(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="singlehtml")
    page = parsed(built, "index.html")
    data = page.xpath("//lr-beslishulp//script")[0].text
    assert set(re.findall(r'"address":"([^"]*)"', data)) == {
        f"#stap-{plan.name}-{step.name}" for plan in (primary(), secondary()) for step in plan.steps
    }


def test_text(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="text")
    text = " ".join(built.read("hulp.txt").split())
    assert built.warnings == ()
    assert "Wat nu?" in text
    assert "Stap 1: De school registreert de afwezigheid." in text
    assert "Basis of secundair?" not in text


def test_pdf(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="typstpdf")
    assert built.warnings == ()
    assert [result.accessible for result in built.results] == [True]
    typst = built.read("proef.typ")
    assert typst.count("data-table(") == 2
    assert 'target: label("plannen#stap-secundair-melden")' in typst


@pytest.mark.parametrize("builder", ["html", "text", "typstpdf", "gettext", "xml", "latex"])
@pytest.mark.parametrize(
    ("directive", "message"),
    [
        (
            ":::{beslishulp} secundiar, basis\n:::",
            "De beslishulp vraagt het stappenplan «secundiar», maar dat bestaat niet. "
            "Tip: Bedoel je «secundair»?",
        ),
        (
            ":::{beslishulp} xyz\n:::",
            "De beslishulp vraagt het stappenplan «xyz», maar dat bestaat niet. "
            "Tip: Schrijf de naam die achter «{stappenplan}» staat.",
        ),
        (
            ":::{beslishulp} basis, basis\n:::",
            "De beslishulp noemt een stappenplan twee keer. Tip: Noem elk stappenplan één keer.",
        ),
        (
            ":::{beslishulp} basis, secundair\n:keuzes: basis\n:::",
            "De beslishulp heeft 2 stappenplannen, maar bij «keuzes» staan er 1. "
            "Tip: Geef elk stappenplan één keuze, met komma's ertussen.",
        ),
        (
            ":::{beslishulp} basis\n:clb-stap: meldne\n:::",
            "De stap «meldne» bij «clb-stap» bestaat niet. Tip: Bedoel je «melden»?",
        ),
        (
            ":::{beslishulp} basis, secundair\n:clb-stap: basis/melden, secundair/klaar\n:::",
            "De stap «secundair/klaar» bij «clb-stap» bestaat niet. Tip: Bedoel je «basis/klaar»?",
        ),
    ],
)
def test_mistake_gets_one_message_on_its_line(tmp_path, directive, message, builder):
    if builder != "html" and "secundiar" not in directive:
        pytest.skip("one mistake is enough for the other builders")
    page = f"# Hulp\n\nTekst.\n\n{directive}\n"
    built = build_page(tmp_path, [primary(), secondary()], page, builder)
    assert built.warnings == (f"hulp.md:5: WARNING: {message} [stappenplan.beslishulp]",)


def test_chart_that_counts_two_things(tmp_path):
    plan = primary()
    mixed = (plan.thresholds[0], replace(plan.thresholds[1], unit_one="jaar", unit_many="jaar"))
    built = build_page(tmp_path, [replace(plan, thresholds=mixed)], ":::{beslishulp} basis\n:::\n")
    assert built.warnings == (
        "hulp.md:1: WARNING: Het stappenplan «basis» telt in halve dagen én jaar; een beslishulp telt één ding. "
        "Tip: Kies een stappenplan met één eenheid. [stappenplan.beslishulp]",
    )


def test_step_of_one_chart_only(tmp_path):
    page = ":::{beslishulp} basis, secundair\n:clb-stap: secundair/melden\n:::\n"
    built = build_page(tmp_path, [primary(), secondary()], page)
    assert built.warnings == ()
    assert '"involving":{"basis":[],"secundair":["melden"]}' in built.read("hulp.html")


def test_page_is_written_anew_when_a_chart_on_another_page_changes(tmp_path):
    write_sources(sources(PAGE, [primary(), secondary()]), tmp_path / "src")
    conf = tmp_path / "src" / "conf.py"
    conf.write_text(conf.read_text() + "\nexclude_patterns = []\n")

    def build(*plans):
        StubDomain.plans = {plan.name: plan for plan in plans}
        return _incremental(tmp_path)

    build(primary(), secondary())
    page = tmp_path / "out" / "hulp.html"
    first = page.stat().st_mtime_ns
    build(primary(), secondary())
    assert page.stat().st_mtime_ns == first
    plan = primary()
    build(replace(plan, steps=(replace(plan.steps[0], title="Iets nieuws"), *plan.steps[1:])), secondary())
    assert "Iets nieuws" in page.read_text()


def _incremental(folder):
    """Build without starting from nothing, as an editor's second build does."""
    from io import StringIO

    from sphinx.application import Sphinx
    from tools.projects import sphinx_session

    with sphinx_session(folder / "src"):
        app = Sphinx(
            folder / "src",
            folder / "src",
            folder / "out",
            folder / "doctrees",
            "html",
            status=None,
            warning=StringIO(),
        )
        app.build()
    return app


def test_parallel_reading_gives_the_same_page(tmp_path):
    plans = [primary(), secondary()]
    alone = build_page(tmp_path / "alone", plans)
    files = sources(PAGE, plans) | {f"blad{n}.md": f"# Blad {n}\n" for n in range(12)}
    write_sources(files, tmp_path / "src")
    with_hulp = (tmp_path / "src" / "index.md").read_text()
    (tmp_path / "src" / "index.md").write_text(
        with_hulp.replace("plannen\n", "plannen\nblad*\n").replace("{toctree}\n", "{toctree}\n:glob:\n\n")
    )
    built = run_sphinx("html", tmp_path / "src", tmp_path / "out", {"typst_documents": []})
    assert Place("hulp", 3) in [aid.place for aid in vars(built.app.env)["escalation_aids"].aids["hulp"]]
    aid = re.compile(r"<lr-beslishulp.*?</lr-beslishulp>", re.DOTALL)
    assert aid.search(built.read("hulp.html"))[0] == aid.search(alone.read("hulp.html"))[0]
    assert os.path.exists(built.outdir / "_static" / "beslishulp.css")
