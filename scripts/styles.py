#!/usr/bin/env python3
"""The form of the style sheets and scripts that are ours.

styles.py            writes them as the formatters have them
styles.py --check    changes nothing; names the files that are formed otherwise

A style sheet that is a template keeps its first line.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cssbeautifier
import jsbeautifier

ROOT = Path(__file__).resolve().parent.parent
INDENT = {"indent_size": 2, "end_with_newline": True}
STYLES = {**INDENT, "space_around_combinator": True}


def files() -> list[Path]:
    found = [*ROOT.glob("ngocheck/*/static/**/*"), *ROOT.glob("templates/**/*")]
    return sorted(path for path in found if path.suffix in {".css", ".js"})


def formed(path: Path) -> str:
    """The file's text as it should be."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return jsbeautifier.beautify(text, INDENT)
    tags, line, rules = text.partition("\n") if text.startswith("{%") else ("", "", text)
    return tags + line + cssbeautifier.beautify(rules, STYLES)


def main() -> int:
    other = [path for path in files() if formed(path) != path.read_text(encoding="utf-8")]
    sys.stdout.writelines(f"{path.relative_to(ROOT)}\n" for path in other)
    if "--check" in sys.argv[1:]:
        return int(bool(other))
    for path in other:
        path.write_text(formed(path), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
