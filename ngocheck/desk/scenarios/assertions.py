"""What a scenario asserts of one requirement, line by line: so far, with what comes out now, and from now on.

A line is one field of the finding, or one penalty or provision of it. Nothing that is asserted is without a line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ngocheck.engine.findings import Applicability, Finding
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.scenarios.renewal import counterparts, first_asserted, renewed_entry, renewed_field
from ngocheck.rulebook.scenarios.run import ABSENT, SOME_OF, agrees, fits, within
from ngocheck.rulebook.scenarios.words import FIELDS, value_in_words

# What a new assertion of a requirement has ticked at first.
FIRST = ("applicability", "met", "missing", "due")
# What can be ticked besides; of what does not apply, its applicability alone.
OFFERED = (*FIRST, "presumed", "amount_tenge", "force", "confidence")
LISTED = ("penalties", "provisions")
NOTHING = object()


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that is or can be expected. `kept` is what is expected so far, `fresh` what comes out now; NOTHING
    stands for none. `token` names it in the form. `in_list`: it is one of the penalties or provisions."""

    token: str
    field: str
    kept: Any
    fresh: Any
    holds: bool
    in_list: bool = False

    @property
    def asserted(self) -> bool:
        return self.kept is not NOTHING

    @property
    def fails(self) -> bool:
        return self.asserted and not self.holds

    @property
    def takeable(self) -> bool:
        """Whether there is a new result that can stand in its place."""
        return self.fails and self.fresh is not NOTHING

    def expected(self, taken: Collection[str]) -> Any:
        """What is expected from now on, where it stays ticked."""
        return self.fresh if not self.asserted or self.token in taken else self.kept

    def in_words(self, value: Any, rulebook: Rulebook) -> str:
        """The value of this line as the page shows it; "" for none."""
        if value is NOTHING:
            return ""
        return value_in_words(self.field, [value] if self.in_list else value, rulebook)


def assertions(code: str, kept: Any, finding: Finding | None) -> list[Assertion]:
    """The lines of a requirement; `kept` is what is expected of it so far, or NOTHING."""
    if finding is None or not (kept is NOTHING or isinstance(kept, Mapping)):
        fresh = ABSENT if finding is None else {"applicability": finding.applicability.value}
        return [Assertion(code, "", kept, fresh, kept == fresh)]
    found = finding_report(finding)
    so_far: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    fields = [*OFFERED, *LISTED] if concerns(finding) else ["applicability"]
    names = [name for name in FIELDS if name in fields or name in so_far]
    names += [name for name in so_far if name not in FIELDS]
    return [line for name in names for line in lines_of(code, name, so_far.get(name, NOTHING), found)]


def concerns(finding: Finding | None) -> bool:
    return finding is not None and finding.applicability is not Applicability.DOES_NOT_APPLY


def lines_of(code: str, name: str, kept: Any, found: Mapping[str, Any]) -> Iterator[Assertion]:
    token = f"{code} {name}"
    if name not in found or (kept is not NOTHING and not fits(name, kept)):
        yield Assertion(token, name, kept, NOTHING, holds=False)
    elif name in SOME_OF and (found[name] if kept is NOTHING else kept):
        yield from entry_lines(token, name, [] if kept is NOTHING else kept, found[name])
    elif kept is NOTHING:
        yield Assertion(token, name, kept, found[name], holds=False)
    else:
        yield Assertion(
            token, name, kept, renewed_field(name, kept, found[name])[0], agrees(name, kept, found[name])
        )


def entry_lines(token: str, name: str, kept: list[Any], found: list[Any]) -> Iterator[Assertion]:
    """What is asserted of penalties or provisions, then those that nothing is asserted of."""
    pairs = list(counterparts(kept, found))
    for number, (wanted, entry) in enumerate(pairs):
        fresh = NOTHING if entry is None else renewed_entry(wanted, entry)
        holds = any(within(wanted, one) for one in found)
        yield Assertion(f"{token} kept {number}", name, wanted, fresh, holds, in_list=True)
    named = [entry for _wanted, entry in pairs]
    for entry in found:
        if entry not in named and name in LISTED:
            fresh = first_asserted(name, entry)
            yield Assertion(f"{token} {short_digest(entry)}", name, NOTHING, fresh, holds=False, in_list=True)
            named.append(entry)


def short_digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def expected_of(lines: Iterable[Assertion], ticked: Collection[str], taken: Collection[str]) -> Any:
    """What a scenario keeps of the ticked lines of one requirement; None where none of them is ticked."""
    made: dict[str, Any] = {}
    for line in lines:
        if line.token not in ticked:
            continue
        value = line.expected(taken)
        if not line.field:
            return value
        if line.in_list:
            made.setdefault(line.field, []).append(value)
        else:
            made[line.field] = value
    return made or None
