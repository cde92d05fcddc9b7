"""From what an editor types to the written form: options, lines, charts over pages, and accidents."""

from pathlib import Path

import pytest
from source_project import PLAN, build_pages, chart_as_written, domain, said, step_as_written

from editorial.rules import unclosed_block
from editorial.source import Source

HEAD = "# Plan\n\n:::{stappenplan} plan\n:titel: Wat te doen\n\nKort.\n:::\n\n"
END = "\n:::{einde} Klaar\n:naam: klaar\n:uitkomst: opgelost\n:::\n"


def line_of(page: str, words: str) -> int:
    return next(number for number, line in enumerate(page.splitlines(), 1) if words in line)


def read(folder: Path, page: str):
    return build_pages(folder, {"plan.md": page}, "dummy")


def test_a_chart_is_read_word_for_word_with_its_lines(tmp_path: Path) -> None:
    built = read(tmp_path, PLAN)
    assert said(built) == []
    chart = chart_as_written(built)
    assert (chart.title.text, chart.title.place.line) == ("Wat te doen", 4)
    assert chart.options["beschrijving"].text == "Wat je doet als een leerling wegblijft."
    assert [one.value for one in chart.thresholds] == ["eerste-halve-dag", "clb-melden"]
    assert [step.threshold for step in chart.steps] == [0, 0, 0, 1]
    call = step_as_written(built, "De school belt")
    assert {name: (one.text, one.place.line) for name, one in call.options.items()} == {
        "naam": ("bellen", 13),
        "wie": ("school", 14),
        "sterkte": ("plicht", 15),
        "termijn": ("dezelfde dag", 16),
        "bron": ("wet, punt 3", 17),
    }
    assert (call.place.line, call.body, call.after) == (12, "Bel de ouders.", ())
    ask = step_as_written(built, "Is het opgelost?")
    assert [(one.label, one.target, one.place.line) for one in ask.answers] == [
        ("ja", "klaar", 26),
        ("nee", "melden", 27),
    ]
    assert ask.body == ""
    report = step_as_written(built, "De school meldt")
    assert [(one.label, one.target, one.place.line) for one in report.after] == [
        ("na een gesprek", "bellen", 44)
    ]


@pytest.mark.parametrize(
    ("written", "options"),
    [
        (':termijn: "binnen 5 schooldagen', {"termijn": "“binnen 5 schooldagen"}),
        (':termijn: "om 8:30 uur"', {"termijn": "om 8:30 uur"}),
        (":termijn: meteen # altijd", {"termijn": "meteen # altijd"}),
        (":termijn: {a: b}", {"termijn": "{a: b}"}),
        (":termijn: zo'n week", {"termijn": "zo’n week"}),
        (":termijn:meteen", {"termijn": "meteen"}),
        (":termijn : meteen", {"termijn": "meteen"}),
        (":termijn:", {"termijn": ""}),
        (":termijn meteen", {"termijn meteen": ""}),
        (":termyn: meteen\n:kleur: rood", {"termyn": "meteen", "kleur": "rood"}),
        (":termijn: later\n:termijn: meteen", {"termijn": "later"}),
    ],
)
def test_no_option_is_lost(tmp_path: Path, written: str, options: dict[str, str]) -> None:
    page = f"{HEAD}:::{{stap}} Doe iets\n:naam: doen\n{written}\n:wie: school\n\nUitleg.\n:::\n{END}"
    built = read(tmp_path, page)
    step = step_as_written(built, "Doe iets")
    assert {name: one.text for name, one in step.options.items()} == {
        "naam": "doen",
        **options,
        "wie": "school",
    }
    assert [one.place.line for one in step.options.values()][-1] == line_of(page, ":wie:")
    assert step.body == "Uitleg."
    assert not [one for one in built.warnings if "[myst" in one or "[docutils" in one]


def test_options_may_stand_below_a_blank_line(tmp_path: Path) -> None:
    page = f"{HEAD}:::{{stap}} Doe iets\n\n:naam: doen\n:wie: school\n\nUitleg.\n:::\n{END}"
    step = step_as_written(read(tmp_path, page), "Doe iets")
    assert (step.options["wie"].text, step.options["wie"].place.line) == ("school", 12)
    assert step.body == "Uitleg."


def test_the_text_of_a_step_keeps_its_lines(tmp_path: Path) -> None:
    step = ":::{stap} Doe iets\n:naam: doen\n:wie: school\n\nZie.\n\n- een\n- {onbekend}`x`\n:::\n"
    page = HEAD + step + END
    built = read(tmp_path, page)
    line = line_of(page, "onbekend")
    assert any(f"plan.md:{line}: " in one and "onbekend" in one for one in built.warnings), built.warnings


def test_an_unknown_option_is_reported_on_its_line_with_what_was_meant(tmp_path: Path) -> None:
    page = PLAN.replace(":termijn: dezelfde dag", ":termyn: dezelfde dag")
    (warning,) = said(read(tmp_path, page), "K705")
    assert f"plan.md:{line_of(page, 'termyn')}: " in warning
    assert "«termyn»" in warning
    assert "Bedoel je «termijn»?" in warning


def test_an_option_that_stands_twice_is_reported_on_a_line_of_it(tmp_path: Path) -> None:
    page = PLAN.replace(":wie: school\n:sterkte", ":wie: school\n:wie: clb\n:sterkte")
    built = read(tmp_path, page)
    (warning,) = said(built, "K703")
    assert f"plan.md:{line_of(page, ':wie: school')}: " in warning
    assert "«wie»" in warning
    assert step_as_written(built, "De school belt").options["wie"].text == "school"


@pytest.mark.parametrize(
    ("after", "links"),
    [
        ("", [("", "")]),
        ("bellen", [("", "bellen")]),
        ("[](#bellen)", [("", "bellen")]),
        ("opnieuw: bellen", [("opnieuw", "bellen")]),
        ("opnieuw, na een week: [](#bellen)", [("opnieuw, na een week", "bellen")]),
        ("[opnieuw](#bellen)", [("opnieuw", "bellen")]),
        ("bellen, klaar", [("", "bellen"), ("", "klaar")]),
        ("goed: klaar; slecht: bellen", [("goed", "klaar"), ("slecht", "bellen")]),
    ],
)
def test_what_comes_next_is_a_name_or_a_link_with_or_without_remark(
    tmp_path: Path, after: str, links: list[tuple[str, str]]
) -> None:
    page = PLAN.replace(":daarna: na een gesprek: bellen", f":daarna: {after}")
    step = step_as_written(read(tmp_path, page), "De school meldt")
    assert [(one.label, one.target) for one in step.after] == links
    assert {one.place.line for one in step.after} == {line_of(page, ":daarna:")}


@pytest.mark.parametrize(
    ("answer", "label", "target"),
    [
        ("nee: [](#melden)", "nee", "melden"),
        ("nee: melden", "nee", "melden"),
        ("nee: #melden", "nee", "melden"),
        ("nee [](#melden)", "nee", "melden"),
        ("nee: [meld het](#melden)", "nee", "melden"),
        ("[nee](#melden)", "nee", "melden"),
        ("nee, **nog niet**: [](#melden)", "nee, nog niet", "melden"),
        ("nee: {stap}`melden`", "nee", "melden"),
        ("{feit}`clb-melden, getal` of meer: [](#melden)", "5 of meer", "melden"),
        ("nee, zie <https://example.org>: [](#melden)", "nee, zie https://example.org", "melden"),
        ("[](#melden)", "", "melden"),
        ("nee:", "nee", ""),
    ],
)
def test_an_answer_is_a_label_and_a_step(tmp_path: Path, answer: str, label: str, target: str) -> None:
    page = PLAN.replace("nee: [](#melden)", answer)
    step = step_as_written(read(tmp_path, page), "Is het opgelost?")
    assert [(one.label, one.target) for one in step.answers] == [("ja", "klaar"), (label, target)]


def test_only_the_last_list_of_a_question_holds_its_answers(tmp_path: Path) -> None:
    page = PLAN.replace(
        "- ja: [](#klaar)", "Denk aan:\n\n- ziekte\n- vakantie\n\nAntwoord:\n\n- ja: [](#klaar)"
    )
    step = step_as_written(read(tmp_path, page), "Is het opgelost?")
    assert [one.label for one in step.answers] == ["ja", "nee"]
    assert "vakantie" in step.body


# -- which chart ----------------------------------------------------------------------------------


def small(name: str, *steps: str) -> str:
    blocks = "".join(
        f":::{{stap}} {step} van {name}\n:naam: {step}\n:wie: school\n\nUitleg.\n:::\n\n" for step in steps
    )
    return f":::{{stappenplan}} {name}\n:titel: Plan {name}\n\nKort.\n:::\n\n{blocks}"


def test_a_step_belongs_to_the_last_chart_before_it(tmp_path: Path) -> None:
    page = f"# Plan\n\n{small('een', 'a', 'b')}{small('twee', 'a', 'c')}"
    written = domain(read(tmp_path, page)).known.written
    assert {name: [step.options["naam"].text for step in chart.steps] for name, chart in written.items()} == {
        "een": ["a", "b"],
        "twee": ["a", "c"],
    }


def test_a_step_may_name_its_charts(tmp_path: Path) -> None:
    extra = ":::{stap} Samen\n:naam: samen\n:wie: school\n:stappenplan: een, twee\n:::\n"
    built = read(tmp_path, f"# Plan\n\n{small('een', 'a')}{small('twee', 'b')}{extra}")
    charts = domain(built).charts()
    assert [step.name for step in charts["een"].steps] == ["a", "samen"]
    assert [step.name for step in charts["twee"].steps] == ["b", "samen"]
    assert len(said(built, "opmerking-K409")) == 1, "a step in two charts has one fault, not two"


def test_a_chart_gathers_its_steps_in_the_order_of_the_tables_of_contents(tmp_path: Path) -> None:
    step = ":::{{stap}} Stap {0}\n:naam: {0}\n:wie: school\n:stappenplan: plan\n\nUitleg.\n:::\n"
    pages = {
        "index.md": f"# Begin\n\n{small('plan', 'eerst')}```{{toctree}}\nz\na\n```\n",
        "a.md": "# A\n\n" + step.format("laatst"),
        "z.md": "# Z\n\n:::{drempel} clb-melden\n:stappenplan: plan\n:::\n\n" + step.format("midden"),
    }
    built = build_pages(tmp_path, pages, "dummy")
    chart = domain(built).charts()["plan"]
    assert [(one.name, one.number, one.place.docname) for one in chart.steps] == [
        ("eerst", 1, "index"),
        ("midden", 2, "z"),
        ("laatst", 3, "a"),
    ]
    assert [step.threshold for step in chart_as_written(built).steps] == [-1, 0, 0]


def test_the_chart_of_one_page_does_not_reach_the_next(tmp_path: Path) -> None:
    lost = "# B\n\n:::{stap} Verdwaald\n:naam: weg\n:::\n\n:::{drempel} 5\n:bron: afspraak\n:::\n"
    built = build_pages(tmp_path, {"a.md": PLAN, "b.md": lost}, "dummy")
    first, second = said(built, "K706")
    assert "b.md:3: " in first
    assert "«Verdwaald» hoort bij geen enkel stappenplan" in first
    assert "b.md:7: " in second


def test_a_chart_that_does_not_exist_is_reported_on_the_line_of_the_option(tmp_path: Path) -> None:
    page = PLAN.replace(":naam: melden\n", ":naam: melden\n:stappenplan: plam\n")
    (warning,) = said(read(tmp_path, page), "K706")
    assert f"plan.md:{line_of(page, 'plam')}: " in warning
    assert "Bedoel je «plan»?" in warning


def test_a_name_of_two_charts_is_reported_on_the_second(tmp_path: Path) -> None:
    built = build_pages(tmp_path, {"a.md": PLAN, "b.md": PLAN.replace("Wat te doen", "Anders")}, "dummy")
    (warning,) = said(built, "K707")
    assert "b.md:3: " in warning
    assert [other for other in built.warnings if "b.md" in other] == [warning]  # nothing about each step
    assert "(ook op regel 3 van a)" in warning
    assert domain(built).charts()["plan"].title == "Wat te doen"


# -- accidents ------------------------------------------------------------------------------------


def unclosed(page: str, words: str) -> str:
    """Take away the `:::` that closes the block whose opening line holds these words."""
    lines = page.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(":::{") and words in line)
    end = next(at for at in range(start, len(lines)) if lines[at] == ":::")
    return "\n".join(lines[:end] + lines[end + 1 :]) + "\n"


def test_an_unclosed_step_swallows_the_next_and_both_are_drawn(tmp_path: Path) -> None:
    page = unclosed(PLAN, "De school belt")
    built = read(tmp_path, page)
    (found,) = step_as_written(built, "De school belt").swallowed
    assert (found.text, found.place.line) == ("de vraag «Is het opgelost?»", line_of(page, "{vraag}"))
    assert [step.name for step in domain(built).charts()["plan"].steps] == [
        "bellen",
        "opgelost",
        "klaar",
        "melden",
    ]
    (warning,) = said(built, "K701")
    assert f"plan.md:{line_of(page, 'De school belt')}: " in warning
    assert f"begint op regel {line_of(page, '{vraag}')}" in warning
    assert step_as_written(built, "De school belt").body == "Bel de ouders."


def test_an_unclosed_step_swallows_a_heading(tmp_path: Path) -> None:
    page = unclosed(PLAN.replace(":::{drempel} clb-melden\n:::", "## Verder"), "De school sluit af")
    (heading, _) = step_as_written(read(tmp_path, page), "De school sluit af").swallowed
    assert (heading.text, heading.place.line) == ("de kop «Verder»", line_of(page, "## Verder"))


def test_an_unclosed_chart_swallows_what_follows(tmp_path: Path) -> None:
    page = unclosed(PLAN, "{stappenplan}")
    built = read(tmp_path, page)
    chart = chart_as_written(built)
    assert [(one.text, one.place.line) for one in chart.swallowed] == [
        ("de drempel «eerste-halve-dag»", line_of(page, "{drempel}"))
    ]
    assert chart.options["beschrijving"].text == "Wat je doet als een leerling wegblijft."
    assert len(said(built, "K702")) == 1
    assert len(chart.steps) == 4


def test_an_unclosed_threshold_swallows_what_follows(tmp_path: Path) -> None:
    page = unclosed(PLAN, "clb-melden")
    built = read(tmp_path, page)
    threshold = chart_as_written(built).thresholds[1]
    assert [one.text for one in threshold.swallowed] == ["de stap «De school meldt»"]
    assert [step.threshold for step in chart_as_written(built).steps] == [0, 0, 0, 1]
    (warning,) = said(built, "K702")
    assert f"plan.md:{line_of(page, 'clb-melden')}: " in warning


def test_a_role_or_rubric_in_a_step_is_no_accident(tmp_path: Path) -> None:
    page = PLAN.replace(
        "Bel de ouders.", "```{rubric} Zo\n```\n\nZie {stap}`melden`.\n\n:::{note}\nDenk eraan.\n:::"
    )
    built = read(
        tmp_path,
        page.replace(":::{stap} De school belt", "::::{stap} De school belt").replace(
            ":::\n:::\n\n:::{vraag}", ":::\n::::\n\n:::{vraag}"
        ),
    )
    assert step_as_written(built, "De school belt").swallowed == ()


def test_the_same_name_twice_gives_one_message_and_no_technical_one(tmp_path: Path) -> None:
    page = PLAN.replace(":naam: klaar", ":naam: bellen")
    built = read(tmp_path, page)
    assert len(said(built, "K112")) == 1
    assert not [one for one in built.warnings if "Duplicate" in one]


@pytest.mark.parametrize(
    "page", [":::{stappenplan}\n:::\n", ":::{stap}\n:::\n", ":::{drempel}\n:::\n", ":::{vraag}\n- \n:::\n"]
)
def test_an_empty_block_is_reported_and_never_breaks_the_build(tmp_path: Path, page: str) -> None:
    for order in (f"# Leeg\n\n{page}", f"{PLAN}\n{page}"):
        built = build_pages(tmp_path / str(len(order)), {"plan.md": order}, "text")
        assert said(built), order
        assert all("[stappenplan." in one for one in said(built)), built.warnings


def test_the_registry_of_facts_knows_what_a_chart_shows(tmp_path: Path) -> None:
    built = build_pages(tmp_path, {"plan.md": f"# Begin\n\n{PLAN.replace('# Plan', '## Deel')}"}, "dummy")
    facts = built.app.env.get_domain("feiten")
    assert facts.cited() == {"wet"}  # type: ignore[attr-defined]
    uses = facts.uses()["clb-melden"]  # type: ignore[attr-defined]
    assert [(use.docname, use.title) for use in uses] == [("plan", "Deel")]


def test_an_unclosed_step_is_reported_once_to_editors() -> None:
    assert list(unclosed_block(Source(unclosed(PLAN, "De school belt")))) == []
    assert list(unclosed_block(Source(PLAN.replace("Bel de ouders.", ":::{note}\nBel.")))) != []


def test_steps_stand_in_the_inventory(tmp_path: Path) -> None:
    found = [one[:5] for one in domain(read(tmp_path, PLAN)).get_objects()]
    assert found[0] == ("plan/bellen", "De school belt", "stap", "plan", "stap-plan-bellen")
    assert len(found) == 4
