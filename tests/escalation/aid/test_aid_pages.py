"""The directive in a document: what each builder makes of it, and what an editor hears of mistakes."""

import json
import re
from dataclasses import replace
from io import StringIO

import lxml.html
import pytest
from aid_charts import counted, primary, secondary
from aid_pages import ELSEWHERE_PAGE, PAGE, build_page, sources
from aid_stub import StubDomain
from sphinx.application import Sphinx
from tools.projects import check_warnings, sphinx_session, write_sources

from escalation.aid.registry import Registry
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
        groups = expected[number]["groups"]
        other = [step for kind in ("may", "later", "ends") for step in groups.get(kind, [])]
        to_do = [step for kind in ("now", "ask") for step in groups.get(kind, [])]
        assert links == [to_do, groups.get("check", []), other]
    assert words(rows[2][1]) == (
        "Stap 3: De school schakelt het CLB in. School. Plicht. Meteen. "
        "Is het CLB er al bij? Kijk dan na of dit gebeurd is. "
        "Stap 4: School en CLB houden een dossier bij. School en CLB. Plicht."
    )
    assert words(rows[3][1]).startswith("Vraag je daarna af Stap 5, vraag: Gaat het beter?")
    assert "Ja: ga naar stap 8. Nee: ga naar stap 6." in words(rows[3][1])
    assert words(rows[3][3]).startswith(
        "Kan ook, na overleg Stap 6: Overleg met de politie kan. Alleen bij ‘nee’"
    )


def test_question_about_the_clb_is_asked_only_if_it_matters(tmp_path):
    page = parsed(build_page(tmp_path, [primary()], "# Hulp\n\n:::{beslishulp} basis\n:::\n"))
    aid = page.xpath("//lr-beslishulp")[0]
    assert aid.xpath(".//legend") == []
    assert words(aid.xpath("./p[@class='rubric']")[0]) == "Beslishulp"
    assert aid.xpath(".//form")[0].get("aria-labelledby") == aid.xpath("./p")[0].get("id")


@pytest.mark.parametrize(
    ("directive", "first_words"),
    [
        (PAGE, "Kies eerst wat past. Daarna vul je het aantal in."),
        ("# Hulp\n\n:::{beslishulp} basis\n:::\n", "Vul een aantal in. Dan zie je hier wat er geldt."),
    ],
)
def test_no_answer_is_given_for_the_reader(tmp_path, directive, first_words):
    form = parsed(build_page(tmp_path, [primary(), secondary()], directive)).xpath("//lr-beslishulp//form")[0]
    assert form.xpath(".//input[@checked or @value and @type='text']") == []
    assert words(form.xpath(".//output")[0]) == first_words


def test_choices_without_labels_are_the_titles(tmp_path):
    page = parsed(
        build_page(tmp_path, [primary(), secondary()], "# Hulp\n\n:::{beslishulp} secundair, basis\n:::\n")
    )
    form = page.xpath("//lr-beslishulp//form")[0]
    assert words(form.xpath(".//legend")[0]) == "Welk stappenplan?"
    assert [words(label) for label in form.xpath(".//fieldset/label")] == [secondary().title, primary().title]


def test_unit_of_the_chart(tmp_path):
    plan = primary()
    years = tuple(replace(t, unit_one="jaar", unit_many="jaar") for t in plan.thresholds)
    page = parsed(
        build_page(tmp_path, [replace(plan, thresholds=years)], "# Hulp\n\n:::{beslishulp} basis\n:::\n")
    )
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
    assert set(re.findall(r'"page":"(#stap-[^"]*)"', data)) == {
        f"#stap-{plan.name}-{step.name}" for plan in (primary(), secondary()) for step in plan.steps
    }


def test_text(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="text")
    text = " ".join(built.read("hulp.txt").split())
    assert built.warnings == ()
    assert "Wat nu?" in text
    for column in ("Doe nu", "Controleer ook", "Kan ook, of later"):
        assert column in text
    assert "Stap 1: De school registreert" in text
    assert "Basis of secundair?" not in text


def test_a_choice_without_a_chart_is_asked_and_explained(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], ELSEWHERE_PAGE)
    assert built.warnings == ()
    aid = parsed(built).xpath("//lr-beslishulp")[0]
    assert words(aid.xpath(".//form//legend")[0]) == "Basis, secundair of kleuterklas?"
    radios = aid.xpath(".//form//fieldset[1]//input")
    assert [radio.get("value") for radio in radios] == ["basis", "secundair", "#0"]
    (box,) = aid.xpath("./div[contains(@class, 'lr-aid__elsewhere')]")
    assert words(box) == "Kleuterklas: hier gelden andere regels. Lees het overzicht."
    assert box.get("hidden") is None, "it is there for who has no script"
    assert box.getnext().get("class").startswith("lr-aid__tables")


def test_one_chart_and_one_other_choice_are_asked_too(tmp_path):
    page = "# Hulp\n\n:::{beslishulp} basis\n\n- kleuterklas: lees [dit](plannen.md).\n:::\n"
    form = parsed(build_page(tmp_path, [primary()], page)).xpath("//lr-beslishulp//form")[0]
    assert [words(label) for label in form.xpath(".//fieldset/label")] == [primary().title, "Kleuterklas"]


@pytest.mark.parametrize("builder", ["text", "typstpdf"])
def test_paper_says_what_holds_elsewhere(tmp_path, builder):
    built = build_page(tmp_path, [primary(), secondary()], ELSEWHERE_PAGE, builder)
    assert built.warnings == ()
    made = built.read("hulp.txt" if builder == "text" else "proef.typ")
    assert "Kleuterklas: hier gelden" in made
    assert made.index("Kleuterklas: hier gelden") < made.index("Doe nu")


def test_translators_get_what_holds_elsewhere(tmp_path):
    made = build_page(tmp_path, [primary()], ELSEWHERE_PAGE, "gettext").read("hulp.pot")
    assert 'msgid "Kleuterklas: hier gelden *andere* regels. Lees [het overzicht](plannen.md)."' in made


def test_what_holds_elsewhere_stays_when_no_chart_is_known(tmp_path):
    page = ELSEWHERE_PAGE.replace("basis, secundair\n", "xyz\n", 1).replace(":keuzes: basis, secundair\n", "")
    built = build_page(tmp_path, [primary()], page)
    assert "hier gelden andere regels" in words(parsed(built).xpath("//lr-beslishulp")[0])


def test_pdf(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="typstpdf")
    assert built.warnings == ()
    assert [result.accessible for result in built.results] == [True]
    typst = built.read("proef.typ")
    assert typst.count("chart-aid(") == 2
    assert 'target: label("plannen#stap-secundair-melden")' in typst


@pytest.mark.parametrize(
    ("code", "directive", "line", "message"),
    [
        (
            "k901",
            ":::{beslishulp} secundiar, basis\n:::",
            5,
            (
                "De beslishulp vraagt het stappenplan «secundiar», maar dat bestaat niet. "
                "Tip: Bedoel je «secundair»?"
            ),
        ),
        (
            "k901",
            ":::{beslishulp} xyz\n:::",
            5,
            (
                "De beslishulp vraagt het stappenplan «xyz», maar dat bestaat niet. "
                "Tip: Schrijf de naam die achter «{stappenplan}» staat."
            ),
        ),
        (
            "k902",
            ":::{beslishulp} basis, basis\n:::",
            5,
            "De beslishulp noemt een stappenplan twee keer. Tip: Noem elk stappenplan één keer.",
        ),
        (
            "k903",
            ":::{beslishulp} basis, secundair\n:keuzes: basis\n:::",
            6,
            (
                "De beslishulp heeft 2 stappenplannen, maar bij «keuzes» staan er 1. "
                "Tip: Geef elk stappenplan één keuze, met komma's ertussen."
            ),
        ),
        (
            "k906",
            ":::{beslishulp} basis\n:titel: Een\n:titel: Twee\n:::",
            6,
            "De instelling «titel» staat twee keer bij de beslishulp. Tip: Haal één van beide regels weg.",
        ),
        (
            "k907",
            ":::{beslishulp} basis\n\n- kleuterklas: lees [dit](plannen.md)\n- lees dit eerst\n:::",
            8,
            (
                "In de beslishulp staat iets dat geen keuze met uitleg is. Tip: Schrijf een lijst: "
                "«- keuze: uitleg met een link», zoals «- kleuterklas: lees [dit](#anker)»."
            ),
        ),
        (
            "k907",
            ":::{beslishulp} basis\n:titel: Wat nu?\n\nEen gewone zin: met uitleg.\n:::",
            8,
            (
                "In de beslishulp staat iets dat geen keuze met uitleg is. Tip: Schrijf een lijst: "
                "«- keuze: uitleg met een link», zoals «- kleuterklas: lees [dit](#anker)»."
            ),
        ),
        (
            "k908",
            ":::{beslishulp} basis\n:titl: Wat nu?\n:::",
            6,
            "De instelling «titl» bestaat niet bij de beslishulp. Tip: Bedoel je «titel»?",
        ),
        (
            "k905",
            ":::{beslishulp} basis\n:clb-stap: meldne\n:::",
            6,
            "De stap «meldne» bij «clb-stap» bestaat niet. Tip: Bedoel je «melden»?",
        ),
        (
            "k905",
            ":::{beslishulp} basis, secundair\n:clb-stap: basis/melden, secundair/melde\n:::",
            6,
            "De stap «secundair/melde» bij «clb-stap» bestaat niet. Tip: Bedoel je «secundair/melden»?",
        ),
    ],
)
def test_mistake_gets_one_message_on_its_line(tmp_path, code, directive, line, message):
    page = f"# Hulp\n\nTekst.\n\n{directive}\n"
    built = build_page(tmp_path, [primary(), secondary()], page)
    assert built.warnings == (f"hulp.md:{line}: WARNING: {message} [stappenplan.{code}]",)


@pytest.mark.parametrize("builder", ["text", "typstpdf", "gettext", "xml", "latex", "dummy"])
@pytest.mark.parametrize("chart", ["basis", "xyz"])
def test_every_builder_makes_something_of_it(tmp_path, builder, chart):
    page = f"# Hulp\n\n:::{{beslishulp}} {chart}\n:::\n"
    built = build_page(tmp_path, [primary()], page, builder)
    expected = [] if chart == "basis" else ["maar dat bestaat niet"]
    check_warnings(built.warnings, expected)


def test_chart_that_counts_two_things(tmp_path):
    plan = primary()
    mixed = (plan.thresholds[0], replace(plan.thresholds[1], unit_one="jaar", unit_many="jaar"))
    built = build_page(tmp_path, [replace(plan, thresholds=mixed)], "# Hulp\n\n:::{beslishulp} basis\n:::\n")
    assert built.warnings == (
        (
            "hulp.md:3: WARNING: Het stappenplan «basis» telt in halve dagen én in jaar; "
            "een beslishulp telt één ding. "
            "Tip: Kies een stappenplan met één eenheid. [stappenplan.k904]"
        ),
    )


def test_step_of_one_chart_only(tmp_path):
    page = "# Hulp\n\n:::{beslishulp} basis, secundair\n:clb-stap: secundair/melden\n:::\n"
    built = build_page(tmp_path, [primary(), secondary()], page)
    assert built.warnings == ()
    data = json.loads(parsed(built).xpath("//lr-beslishulp//script")[0].text)
    at_five = {name: next(row for row in rows if row["from"] == 5) for name, rows in data["rows"].items()}
    assert "melden" in at_five["basis"]["ja"]["now"]
    assert "melden" not in at_five["secundair"]["ja"]["now"]


def session(folder, *plans, builder="html", parallel=0):
    """Build without starting from nothing, as an editor's second build does."""
    StubDomain.plans = {plan.name: plan for plan in plans}
    said = StringIO()
    with sphinx_session(folder / "src"):
        app = Sphinx(
            folder / "src",
            folder / "src",
            folder / "out",
            folder / "doctrees",
            builder,
            status=None,
            warning=said,
            parallel=parallel,
        )
        app.build()
    assert said.getvalue() == ""
    return app


def test_page_is_written_anew_when_a_chart_on_another_page_changes(tmp_path):
    write_sources(sources(PAGE, [primary(), secondary()]), tmp_path / "src")
    # Unlike HTML, whose theme changes settings, plain text is not written anew for other reasons.
    session(tmp_path, primary(), secondary(), builder="text")
    page = tmp_path / "out" / "hulp.txt"
    first = page.stat().st_mtime_ns
    session(tmp_path, primary(), secondary(), builder="text")
    assert page.stat().st_mtime_ns == first
    plan = primary()
    changed = replace(plan, steps=(replace(plan.steps[0], title="Iets nieuws"), *plan.steps[1:]))
    session(tmp_path, changed, secondary(), builder="text")
    assert "Iets nieuws" in page.read_text()


def test_parallel_reading_gives_the_same_page(tmp_path):
    plans = [primary(), secondary()]
    pages = []
    for parallel in (0, 2):
        folder = tmp_path / str(parallel)
        files = sources(PAGE, plans) | {
            f"blad{n}.md": f"---\norphan: true\n---\n# Blad {n}\n" for n in range(12)
        }
        write_sources(files, folder / "src")
        app = session(folder, *plans, parallel=parallel)
        assert [aid.place for aid in Registry.of(app.env).aids["hulp"]] == [Place("hulp", 3)]
        pages.append((folder / "out" / "hulp.html").read_bytes())
    assert pages[0] == pages[1]


def test_aid_that_is_gone_is_forgotten(tmp_path):
    write_sources(sources(PAGE, [primary(), secondary()]), tmp_path / "src")
    session(tmp_path, primary(), secondary())
    (tmp_path / "src" / "hulp.md").write_text("# Hulp\n")
    app = session(tmp_path, primary())
    assert Registry.of(app.env).aids == {}


def test_translators_get_title_and_choices_with_their_lines(tmp_path):
    built = build_page(tmp_path, [primary(), secondary()], builder="gettext")
    catalogue = built.read("hulp.pot")
    for line, text in ((4, "Wat nu?"), (5, "basis"), (5, "secundair")):
        assert re.search(rf'hulp\.md:{line}\nmsgid "{re.escape(text)}"', catalogue), text


def test_paths_in_the_data_are_those_of_the_chart(tmp_path):
    plan = secondary()
    page = parsed(build_page(tmp_path, [plan, primary()]))
    data = json.loads(page.xpath("//lr-beslishulp//script")[0].text)["charts"]["secundair"]

    def ways(name):
        if next(step for step in data["steps"] if step["name"] == name)["kind"] == "einde":
            return 1
        return sum(ways(edge["to"]) for edge in data["edges"] if edge["from"] == name and not edge["back"])

    assert ways(data["steps"][0]["name"]) == plan.paths() == 2
