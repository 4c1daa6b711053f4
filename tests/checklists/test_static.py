"""What is vendored is what was vendored; nothing in the site's own files reaches outside."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "ngocheck" / "checklists" / "static"
BOOTSTRAP = "06395d93f5adbc0593ed84544eb043fa32ab8619c6b7195e803e119f5b9f3672"


def test_bootstrap_is_the_file_of_its_release_without_its_source_map_line():
    vendored = STATIC / "vendor" / "bootstrap-5.3.9"
    assert hashlib.sha256((vendored / "bootstrap.min.css").read_bytes()).hexdigest() == BOOTSTRAP
    assert "MIT" in (vendored / "LICENSE").read_text()


def test_own_files_load_nothing_from_elsewhere():
    for path in [*STATIC.rglob("checklists/*.css"), *STATIC.rglob("checklists/*.js")]:
        own = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|@import|url\(", own), path.name
