"""Templates, style sheets and scripts: readable as files, light as pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Engine

ROOT = Path(__file__).parents[1]
OURS = sorted(
    path
    for path in [*ROOT.glob("templates/**/*"), *ROOT.glob("ngocheck/**/*")]
    if path.suffix in {".html", ".css", ".js", ".typ"}
)
PLAIN_MESSAGE = re.compile(
    r"\{% blocktranslate(?:(?!trimmed|%\}).)*%\}((?:(?!\{% endblocktranslate).)*)", re.DOTALL
)

STYLED = re.compile(r"\.([a-zA-Z][\w-]*)")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CLASSES = re.compile(r'class="([^"]*)"')
# What scripts, tests and parts of a page are found by, without a style of their own.
HOOKS = {"beside-print", "part", "short", "working", "year-words"}


def in_folder(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def drawn(folder: Path, source: str, **values: object) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    engine = Engine(loaders=[("ngocheck.unindented.Loader", [folder])])
    return engine.get_template("page.html").render(Context(values))


@pytest.mark.parametrize("path", OURS, ids=in_folder)
def test_no_line_is_too_long_to_read(path):
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 160] == []


@pytest.mark.parametrize("path", [path for path in OURS if path.suffix == ".html"], ids=in_folder)
def test_a_message_over_several_lines_is_trimmed(path):
    plain = PLAIN_MESSAGE.findall(path.read_text(encoding="utf-8"))
    assert [message for message in plain if "\n" in message] == []


def test_every_class_of_a_visitors_page_has_a_style_or_is_a_known_hook():
    sheets = [*ROOT.glob("ngocheck/checklists/static/**/*.css"), ROOT / "templates/checklists/sheet/sheet.css"]
    styled = {name for sheet in sheets for name in STYLED.findall(sheet.read_text(encoding="utf-8"))}
    unknown = {
        (in_folder(path), name)
        for path in OURS
        if path.suffix == ".html" and not {"desk", "admin", "account", "mfa"} & set(path.parts)
        for names in CLASSES.findall(TAGS.sub(" ", path.read_text(encoding="utf-8")))
        for name in set(names.split()) - styled - HOOKS
    }
    assert unknown == set()


def test_indentation_and_lines_of_control_tags_are_not_sent(tmp_path):
    source = (
        "{% if days %}\n  <p>\n    {% for day in days %}\n      {{ day }}\n    {% endfor %}\n  </p>\n{% endif %}"
    )
    assert drawn(tmp_path, source, days=[1, 2]) == "<p>\n1\n2\n</p>\n"


def test_attributes_on_lines_of_their_own_are_sent_in_a_row(tmp_path):
    assert drawn(tmp_path, '<a href="/"\n   lang="kk"\n   hidden>') == '<a href="/" lang="kk" hidden>'


@pytest.mark.parametrize("between", ["", "  {% if no %}\n  {% endif %}\n", "\n  {% with no=1 %}{% endwith %}\n\n"])
def test_words_on_two_lines_stay_two_words(tmp_path, between):
    page = drawn(tmp_path, f"<i>one</i>\n{between}{{{{ two }}}}\nthree", two="two")
    assert page.split() == ["<i>one</i>", "two", "three"]


def test_a_line_that_says_something_keeps_its_end(tmp_path):
    source = "{% if yes %}one{% endif %}\n{% include 'other.html' %}\n{% if yes %}two{% endif %}\n"
    (tmp_path / "other.html").write_text("other", encoding="utf-8")
    assert drawn(tmp_path, source, yes=True) == "one\nother\ntwo\n"
