#!/usr/bin/env python3
"""The site's typeface: Source Sans 3 cut to the letters that the site writes, from regular to bold.

typeface.py SourceSans3VF-Upright.ttf    writes ngocheck/checklists/static/typeface/ngocheck-sans.woff2

The licence (SIL OFL 1.1) stands beside the file. It reserves the name "Source", so what is cut has another name.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TYPEFACE = Path(__file__).resolve().parent.parent / "ngocheck/checklists/static/typeface/ngocheck-sans.woff2"
NAME = "NGOCheck Sans"
REGULAR, BOLD = 400, 700
# ASCII, Latin-1, the Cyrillic of Russian and its neighbours, what Kazakh adds, and the signs of the texts.
LETTERS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x400, 0x460)}
LETTERS |= set(map(ord, "ӘәҒғҚқҢңӨөҰұҮүҺһ"))
LETTERS |= set(map(ord, "№₸‐‑–—‘’‚“”„‹›…•−≤≥←↑→↓✓✔✕☐☑\u2009\u202f"))
FAMILY, STYLE, UNIQUE, FULL = 1, 2, 3, 4
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
NAMES = {FAMILY, UNIQUE, FULL}
RESERVED = "SourceSans3VF"


def cut(source: Path) -> TTFont:
    """The typeface with these letters alone, named as ours. Figures are of one width from the start."""
    whole = instancer.instantiateVariableFont(TTFont(source), {"wght": (REGULAR, REGULAR, BOLD)})
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "ccmp", "locl"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, LICENCE, LICENCE_ADDRESS]
    # Written and read again: what the cut weights left behind is gone then.
    held = BytesIO()
    whole.save(held)
    held.seek(0)
    font = subset.load_font(held, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = NAME
        elif record.nameID not in {COPYRIGHT, LICENCE}:
            record.string = str(record).replace(RESERVED, NAME.replace(" ", ""))
    return font


if __name__ == "__main__":
    options = subset.Options()
    options.flavor = "woff2"
    subset.save_font(cut(Path(sys.argv[1])), TYPEFACE, options)
    sys.stdout.write(f"{TYPEFACE.stat().st_size} bytes\n")
