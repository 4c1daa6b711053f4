"""The official pages of the sources: fetched one by one, or as files in a folder."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from ngocheck.rulebook.models import Source

USER_AGENT = "NGOCheck/1 (checks whether cited articles have changed; one page at a time)"
TIMEOUT = 20  # seconds without a byte
LONGEST = 120  # seconds for a whole page
LARGEST = 20_000_000  # bytes; the Tax Code is the longest with some five million
PIECE = 65_536
# Acts are in force in Russian and Kazakh alike; the page of a report may be there in English alone.
LANGUAGES = ("ru", "kk", "en")
META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


class Unreadable(Exception):
    """A page that could not be read; says why, in a few words."""


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A page as text; `language` is that of the link it was read by."""

    text: str
    html: bool
    language: str


def link_of(source: Source) -> tuple[str, str]:
    """The language and the address of the page that is read; both "" where there is none."""
    links = source.url
    return next(((code, links[code]) for code in LANGUAGES if code in links), ("", ""))


def saved(source: Source, folder: Path) -> OfficialPage | None:
    """The page as a file called by the source's code; None where there is none. Raises Unreadable."""
    for ending in ("html", "txt"):
        path = folder / f"{source.code}.{ending}"
        if path.exists():
            return OfficialPage(decoded(read_file(path), ""), ending == "html", link_of(source)[0])
    return None


def read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable("the file is too large")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(error.strerror or "the file cannot be opened") from error


def fetched(source: Source) -> OfficialPage | None:
    """The page from its official address; None where there is none. Raises Unreadable."""
    language, address = link_of(source)
    if not address:
        return None
    body, headers = fetch(address)
    kind = headers.get_content_type()
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        raise Unreadable(f"it is {kind} and no text")
    return OfficialPage(decoded(body, headers.get_content_charset() or ""), kind != "text/plain", language)


class _OnlyHttps(HTTPRedirectHandler):
    """Follows only to https."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(address: str) -> None:
    """Raises Unreadable for an address that is not https."""
    if urlsplit(address).scheme != "https":
        raise Unreadable("its address is not https")


OPENER: OpenerDirector = build_opener(_OnlyHttps)


def fetch(address: str, opener: OpenerDirector | None = None) -> tuple[bytes, Message]:
    """The page and its headers. Raises Unreadable."""
    check_address(address)
    request = Request(address, headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain"})  # noqa: S310
    try:
        with (opener or OPENER).open(request, timeout=TIMEOUT) as answer:
            return read_all(answer), answer.headers
    except HTTPError as error:
        raise Unreadable(f"HTTP {error.code}") from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise Unreadable("timeout" if isinstance(reason, socket.timeout) else str(reason)[:100]) from error


def read_all(answer: Any) -> bytes:
    """The body of an answer, piece by piece. Raises Unreadable where it is too large or takes too long."""
    until, pieces, size = time.monotonic() + LONGEST, [], 0
    while piece := answer.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable("the page is too large")
        if time.monotonic() > until:
            raise Unreadable("the page takes too long")
    said = answer.headers.get("Content-Length", "")
    if said.isdigit() and int(said) > size:
        raise Unreadable("the page broke off")
    return b"".join(pieces)


def decoded(body: bytes, charset: str) -> str:
    """The page as text, in the charset that the server or the page names, else UTF-8. Raises Unreadable."""
    named = META_CHARSET.search(body[:4096])
    try:
        return body.decode(charset or (named[1].decode() if named else "utf-8-sig"))
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable("its letters cannot be read") from error
