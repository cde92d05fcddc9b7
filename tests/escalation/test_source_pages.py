"""What pages show of charts: cards, links within and between pages, labels, and faults for editors."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from source_project import GOOD, PLAN, build_pages, domain, project, renew, said
from tools.projects import Built, run_sphinx, write_sources

ELSEWHERE = """\
# Elders

Kort: {stap}`melden`. Vol: {stap}`plan/bellen`. Eigen: {stap}`wie meldt <melden>`.

Met titel: [](#stap-plan-melden), [zo](#stap-plan-melden), {ref}`stap-plan-bellen`, [](#stappenplan-plan).
"""


def soup(built: Built, page: str) -> BeautifulSoup:
    return BeautifulSoup(built.read(f"{page}.html"), "html.parser")


def card(built: Built, page: str, name: str) -> Tag:
    found = soup(built, page).find(id=f"stap-plan-{name}")
    assert isinstance(found, Tag)
    return found


def words(node: Tag) -> str:
    return " ".join(node.get_text(" ").split())


def links(node: Tag) -> dict[str, str]:
    return {words(link): str(link["href"]) for link in node.find_all("a")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    extra = """\
# Vervolg

:::{vraag} Is het nu in orde?
:naam: nu
:wie: clb
:stappenplan: plan

- ja: [](#uit)
- nee, opnieuw afwezig: [](#bellen)
:::

:::{einde} Het CLB rondt af
:naam: uit
:uitkomst: opgelost
:stappenplan: plan
:::
"""
    page = PLAN.replace(":daarna: na een gesprek: bellen\n", "")
    pages = {"plan.md": page, "vervolg.md": extra, "elders.md": ELSEWHERE}
    return build_pages(tmp_path_factory.mktemp("pages"), pages)


def test_right_pages_give_no_warning(built: Built) -> None:
    assert built.warnings == ()


def test_a_card_says_number_title_facts_source_and_neighbours(built: Built) -> None:
    shown = card(built, "plan", "bellen")
    text = words(shown).replace(" .", ".").replace(" :", ":")
    for part in (
        "Stap 1",
        "De school belt",
        "Plicht",
        "Wie: school",
        "Termijn: dezelfde dag",
        "Bel de ouders.",
    ):
        assert part in text
    assert links(shown) == {
        "de wet, punt 3": "https://example.org/wet?a=1&b=2",
        "stap 5": "vervolg.html#stap-plan-nu",
    }
    assert text.endswith("Volgt op: stap 5."), "it leads to the next number, which needs no words"


def test_an_end_says_its_outcome_in_the_words_of_the_editor(built: Built) -> None:
    assert "Einde: bel gerust opnieuw" in words(card(built, "plan", "klaar"))
    assert "Einde: opgelost" not in words(card(built, "plan", "klaar"))


@pytest.mark.parametrize(
    ("option", "shown"), [("", ["de wet"]), (":bron: [Brief](https://example.org/brief)\n", ["Brief"])]
)
def test_a_threshold_shows_the_sources_that_count_here(tmp_path: Path, option: str, shown: list[str]) -> None:
    page = PLAN.replace(":::{drempel} clb-melden\n", f":::{{drempel}} clb-melden\n{option}")
    built = build_pages(tmp_path, {"plan.md": page})
    bands = soup(built, "plan").select(".lr-drempel")
    assert [link.get_text() for link in bands[1].select(".lr-bron a")] == shown


def test_answers_stand_in_the_text_as_links_with_numbers(built: Built) -> None:
    answers = card(built, "plan", "opgelost").find_all("li")
    assert [words(one) for one in answers] == ["ja: ga naar stap 3", "nee: ga naar stap 4"]
    back = card(built, "vervolg", "nu").find_all("li")
    assert [words(one) for one in back] == [
        "ja: ga naar stap 6",
        "nee, opnieuw afwezig: ga terug naar stap 1",
    ]
    assert [link["href"] for one in back for link in one.find_all("a")] == [
        "#stap-plan-uit",
        "plan.html#stap-plan-bellen",
    ]


def test_every_link_in_the_pages_leads_to_an_element(built: Built) -> None:
    pages = {name: soup(built, name) for name in ("plan", "vervolg", "elders")}
    count = 0
    for name, page in pages.items():
        for link in page.find_all("a", href=re.compile(r"#(stap|lijst)-")):
            target, _, key = str(link["href"]).partition("#")
            assert pages[target.removesuffix(".html") or name].find(id=key), link
            count += 1
    assert count > 20
    for page in pages.values():
        ids = [str(node["id"]) for node in page.find_all(id=True)]
        assert len(ids) == len(set(ids))


def test_the_role_and_the_labels_name_a_step_from_anywhere(built: Built) -> None:
    short, titled = soup(built, "elders").find_all("p")[:2]
    assert words(short) == (
        "Kort: stap 4 van het stappenplan «Wat te doen» . Vol: stap 1 van het stappenplan «Wat te doen» . "
        "Eigen: wie meldt ."
    )
    assert words(titled) == "Met titel: De school meldt , zo , De school belt , Wat te doen ."
    hrefs = {str(link["href"]) for part in (short, titled) for link in part.find_all("a")}
    assert hrefs == {"plan.html#stap-plan-melden", "plan.html#stap-plan-bellen", "plan.html#stappenplan-plan"}


def test_on_a_page_of_the_chart_the_role_is_short(tmp_path: Path) -> None:
    page = PLAN.replace("Bel de ouders.", "Zie {stap}`melden`.")
    assert "Zie stap 4 ." in words(card(build_pages(tmp_path, {"plan.md": page}), "plan", "bellen"))


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("{stap}`medlen`", "Bedoel je «melden»?"),
        ("{stap}`plan/medlen`", "Bedoel je «plan/melden»?"),
        ("{stap}`plam/melden`", "Bedoel je «plan/melden»?"),
        ("{stap}`zomaar iets`", "Schrijf de naam"),
    ],
)
def test_a_role_for_no_step_is_reported_once(tmp_path: Path, role: str, message: str) -> None:
    pages = {
        "plan.md": GOOD,
        "x.md": f"# X\n\nTekst.\n\nZie {role}.\n",
    }
    built = build_pages(tmp_path, pages)
    (warning,) = said(built)
    assert "x.md:5: " in warning
    assert "k708" in warning
    assert message in warning
    again = build_pages(tmp_path / "again", pages, "text")
    assert len(said(again)) == 1


def test_a_name_of_two_charts_must_say_which(tmp_path: Path) -> None:
    other = PLAN.replace("{stappenplan} plan", "{stappenplan} ander")
    built = build_pages(
        tmp_path, {"a.md": PLAN, "b.md": other, "x.md": "# X\n\nZie {stap}`melden`.\n"}, "dummy"
    )
    (warning,) = said(built, "K708")
    assert "x.md:3: " in warning
    assert "«ander» en «plan»" in warning
    assert "zoals «ander/melden»" in warning


def test_two_charts_on_a_page_are_named_in_references(tmp_path: Path) -> None:
    other = PLAN.replace("{stappenplan} plan", "{stappenplan} ander").replace("Wat te doen", "Anders")
    page = f"{PLAN}{other.removeprefix('# Plan')}\n\nZie {{stap}}`plan/melden` en {{stap}}`ander/bellen`.\n"
    last = soup(build_pages(tmp_path, {"plan.md": page}), "plan").find_all("p")
    text = " ".join(words(part) for part in last)
    assert "stap 4 van het stappenplan «Wat te doen» en stap 1 van het stappenplan «Anders»" in text


def test_a_step_of_two_charts_says_what_it_is_in_each(tmp_path: Path) -> None:
    step = ":::{stap} Samen\n:naam: samen\n:wie: school\n:stappenplan: plan, ander\n\nUitleg.\n:::\n"
    other = PLAN.replace("{stappenplan} plan", "{stappenplan} ander").replace("Wat te doen", "Anders")
    other = other.replace("\n:::{drempel} clb-melden", "\n" + step + "\n:::{drempel} clb-melden")
    built = build_pages(tmp_path, {"plan.md": PLAN, "ander.md": other})
    node = soup(built, "ander").find(id="stap-plan-samen")
    both = soup(built, "ander").find(id="stap-ander-samen")
    assert node is not None
    assert both is not None
    text = " ".join(words(part) for part in soup(built, "ander").find_all("p"))
    assert "In het stappenplan «Wat te doen» is dit stap" in text
    assert "In het stappenplan «Anders» is dit stap" in text


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "singlehtml", "dirhtml", "xml"])
def test_every_builder_prints_the_words_of_the_cards(tmp_path: Path, builder: str) -> None:
    # Only the builders that we ship draw the chart; the others print the cards.
    built = build_pages(tmp_path, {"plan.md": GOOD}, builder)
    assert said(built) == []
    files = [
        path
        for path in built.outdir.rglob("*")
        if path.suffix in {".txt", ".tex", ".1", ".texi", ".html", ".xml"}
    ]
    text = re.sub(r"<[^>]*>|\\[a-z]+|[{}]", "", "\n".join(path.read_text("utf-8") for path in files))
    text = " ".join(text.split())
    for part in ("De school belt", "Wie: school", "Bel de ouders.", "de wet", "ga naar stap 4"):
        assert part in text


def test_nothing_in_a_card_can_become_markup(tmp_path: Path) -> None:
    bad = '<script>alert(1)</script> & "x" *y*'
    page = PLAN.replace("De school belt", bad).replace("dezelfde dag", bad).replace("na een gesprek", bad)
    page = page.replace("- ja:", f"- `{bad}`:")
    built = build_pages(tmp_path, {"plan.md": page})
    html = built.read("plan.html").partition("<article")[2] or built.read("plan.html")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert domain(built).charts()["plan"].steps[0].deadline.startswith("<script>")


# -- faults, for editors --------------------------------------------------------------------------

FAULTY = PLAN.replace(":wie: school\n:sterkte", ":wie: scool\n:sterkte").replace(":naam: melden\n", "")


@pytest.mark.parametrize("shown", [True, False])
def test_a_faulty_chart_is_drawn_and_shows_its_faults_where_asked(tmp_path: Path, shown: bool) -> None:
    built = build_pages(tmp_path, {"plan.md": FAULTY}, stappenplan_toon_fouten=shown)
    page = soup(built, "plan")
    assert len(said(built)) >= 2
    assert {step.number for step in domain(built).charts()["plan"].steps} == {1, 2, 3, 4}
    assert page.select(".lr-stap .lr-nummer")
    boxes = page.select(".lr-stap .lr-fouten")
    assert bool(boxes) == shown
    assert bool(page.select("figure .lr-fouten")) == shown
    if shown:
        assert "Bedoel je «school»?" in words(boxes[0])


def test_links_lead_to_a_step_without_a_name(tmp_path: Path) -> None:
    built = build_pages(tmp_path, {"plan.md": FAULTY})
    chart = domain(built).charts()["plan"]
    docname, key = domain(built).target("plan", chart.steps[-1].name)
    assert soup(built, docname).find(id=key)


# -- builders that follow -------------------------------------------------------------------------


def test_a_second_builder_has_the_charts_of_the_first(tmp_path: Path) -> None:
    page = GOOD
    write_sources(project({"plan.md": page}), tmp_path / "src")
    assert said(renew(tmp_path, "html")) == []
    second = renew(tmp_path, "text")
    assert "reading" not in str(second.warnings)
    assert "Stap 1. **De school belt**" in (second.outdir / "plan.txt").read_text("utf-8")


def test_the_preview_of_editors_shows_faults(tmp_path: Path) -> None:
    conf = 'extensions += ["editorial", "publication"]\n'
    for preview in (True, False):
        folder = tmp_path / str(preview)
        write_sources(project({"plan.md": FAULTY}, conf=conf), folder / "src")
        built = run_sphinx("html", folder / "src", folder / "out", {"voorbeeld": preview})
        assert bool(soup(built, "plan").select(".lr-fouten")) == preview


def test_list_is_folded_only_where_the_cards_below_say_it_all(built: Built, tmp_path: Path) -> None:
    """A chart with a step on another page has no other place where all of it stands together."""
    torn = soup(built, "plan").select_one("details.lr-stappen")
    assert torn is not None
    assert torn.has_attr("open")
    whole = soup(build_pages(tmp_path, {"plan.md": GOOD}), "plan").select_one("details.lr-stappen")
    assert whole is not None
    assert not whole.has_attr("open")
    assert len(whole.select(".lr-stapregel")) == 4
