#!/usr/bin/env python3
"""The interface's messages: from the code into locale/, and from there into what Django reads.

messages.py            adds new messages to every catalog, takes out what is no longer said, compiles
messages.py --check    changes nothing; says what is missing, differs or was not compiled

Nothing but Python packages is needed. Every message is written in every language. A name stands in for a value as
%(name)s; every translation must have the same names.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
SEVERAL = {"ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r"\b(?:_|n?gettext)\(")
NAME = re.compile(r"%(?:\((\w+)\))?[a-z%]")
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "kk": "nplurals=2; plural=(n != 1);",
}
# What Django itself says otherwise than the acts write it; these messages are in no file of ours.
OVER_DJANGO = {"alt. month", "abbrev. month", "month"}
# What Django says on the desk and has no good Kazakh for: no file of ours says it, and the catalog marks it so.
BY_DJANGO = "Django says this"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the code. `plural` is "" where there is one form only."""

    text: str
    plural: str = ""


def messages() -> dict[str, Message]:
    """Every message of code and templates, by its English text."""
    found: dict[str, Message] = {}
    for path in sorted([*ROOT.glob("ngocheck/**/*.py"), *ROOT.glob("templates/**/*.*")]):
        for text, plural in said_in(path):
            before = found.get(text)
            found[text] = Message(text, plural or (before.plural if before else ""))
    return found


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from said_in_code(ast.parse(source))
        return
    code = templatize(source)
    for call in IN_TEMPLATE.finditer(code):
        node = ast.parse(balanced(code[call.start() :]), mode="eval").body
        yield from said_in_code(node)


def balanced(code: str) -> str:
    """The call that the code begins with."""
    for end in (match.end() for match in re.finditer(r"\)", code)):
        try:
            ast.parse(code[:end], mode="eval")
        except SyntaxError:
            continue
        return code[:end]
    raise ValueError(code[:80])


def said_in_code(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        values = (part.value for part in node.args if isinstance(part, ast.Constant))
        texts = [value for value in values if isinstance(value, str)]
        if node.func.id in ONE and texts:
            yield texts[0], ""
        elif node.func.id in SEVERAL and len(texts) > 1:
            yield texts[0], texts[1]


def catalog_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def catalog(language: str) -> polib.POFile:
    path = catalog_path(language)
    made = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    made.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return made


def update(language: str) -> polib.POFile:
    """The catalog with the messages of the code as they are now; what is translated stays."""
    made, needed = catalog(language), messages()
    kept = {entry.msgid: entry for entry in made if entry.msgctxt is None}
    by_django = [entry for text, entry in sorted(kept.items()) if is_by_django(entry) and text not in needed]
    entries = [entry for entry in made if entry.msgctxt in OVER_DJANGO] + by_django
    for text in sorted(needed):
        entry = kept.get(text) or polib.POEntry(msgid=text)
        entry.tcomment = ""
        if needed[text].plural and not entry.msgid_plural:
            forms = int(PLURALS[language][len("nplurals=")])
            entry.msgid_plural, entry.msgstr = needed[text].plural, ""
            entry.msgstr_plural = dict.fromkeys(range(forms), "")
        entries.append(entry)
    made[:] = entries
    return made


def is_by_django(entry: polib.POEntry) -> bool:
    return bool(entry.tcomment == BY_DJANGO)


def wrong(language: str) -> Iterator[str]:
    """What is missing or differs in a catalog, a line each."""
    made, needed = catalog(language), messages()
    entries = {entry.msgid: entry for entry in made if entry.msgctxt is None}
    yield from (f"{language}: not in the catalog: {text!r}" for text in needed if text not in entries)
    for text, entry in entries.items():
        if text not in needed and not is_by_django(entry):
            yield f"{language}: no longer said: {text!r}"
            continue
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(forms):
            yield f"{language}: not translated: {text!r}"
        elif entry.fuzzy:
            yield f"{language}: fuzzy, which nobody is shown: {text!r}"
        elif any(names(form) != names(entry.msgid_plural or text) for form in forms):
            yield f"{language}: other names: {text!r}"
    compiled = catalog_path(language).with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != made.to_binary():
        yield f"{language}: not compiled"


def names(text: str) -> set[str]:
    return {found[0] for found in NAME.finditer(text)}


def main() -> int:
    if not settings.configured:
        settings.configure(USE_I18N=True)
    if "--check" in sys.argv[1:]:
        problems = [line for language in PLURALS for line in wrong(language)]
        sys.stderr.writelines(f"{line}\n" for line in problems)
        return int(bool(problems))
    for language in PLURALS:
        path = catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        made = update(language)
        made.save(str(path))
        made.save_as_mofile(str(path.with_suffix(".mo")))
        left = len(made.untranslated_entries())
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(made)} messages, {left} to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
