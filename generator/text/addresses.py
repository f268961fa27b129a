"""Addresses: of our own records inside the site, and of the web outside it.

A link to a record is written with its kind and id (`idea:early-recovery`), never with a path, so that pages can move
and ids can be checked. Everything else must be a whole web or mail address.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from pydantic_core import Url as BrowserUrl

__all__ = [
    "ID",
    "LINK_KINDS",
    "ROOT",
    "SITE_PAGES",
    "Target",
    "Url",
    "address_fault",
    "read_target",
    "record_address",
    "record_at",
    "record_path",
    "slug",
]

ROOT = "\x02"
"""Stands in every body for the way back to the site's root (`../../`). No author can type it: files with control
characters are refused, and text that holds one all the same loses it here."""

ID = r"[a-z][a-z0-9-]{1,63}"

_ADDRESSES = {
    "idea": "ideas/{}/",
    "case": "cases/{}/",
    "package": "packages/{}/",
    "problem": "problems/{}/",
    "measure": "measures/{}/",
    "method": "methods/{}/",
    "hub": "hubs/{}/",
    "term": "glossary/#term-{}",
    "tool": "tools/{}/",
    "page": "{}/",
    "reference": "references/#ref-{}",
}
"""Kind -> address below the site's root."""

SITE_PAGES = {
    "index", "problems", "ideas", "packages", "cases", "measures", "methods", "tools", "glossary", "references",
    "evidence", "data", "data/health", "contribute", "contribute/fields", "contribute/messages",
}  # fmt: skip
"""Pages that every site has, whatever is in it; hand-written ones are linked in the same way, as `page:ideas`."""

LINK_KINDS = tuple(kind for kind in _ADDRESSES if kind != "reference")
"""What may stand before the colon of a link in prose; sources are cited, not linked."""

_RECORD = re.compile(rf"({'|'.join(kind for kind in LINK_KINDS if kind != 'page')}):({ID})")
_PAGE = re.compile(r"(page):((?:[a-z0-9][a-z0-9-]{0,63}/)*[a-z0-9][a-z0-9-]{0,63})/?((?:#[a-z][a-z0-9-]{0,79})?)")

Target = tuple[str, str]
"""Kind and id of a record, or `page` and its path without slashes at the ends."""

_MAX_LENGTH = 2000
_NEVER = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\xad\\\"<>`{}|^\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff0-\uffff]"
)
_MAILBOX = re.compile(r"[A-Za-z0-9.!$%&'*+/=_~-]+")


def record_path(kind: str, record_id: str) -> str:
    """Where a record's page is below the site's root; the page `index` is the first page."""
    return "" if (kind, record_id) == ("page", "index") else _ADDRESSES[kind].format(record_id)


def record_at(path: str) -> Target | None:
    """What has its page at a path below the site's root, if that is no list and no hand-written page."""
    record_id = path.rstrip("/").rpartition("/")[2]
    kinds = (kind for kind in LINK_KINDS if kind != "page")
    return next(((kind, record_id) for kind in kinds if record_path(kind, record_id) == path), None)


def record_address(kind: str, record_id: str, anchor: str = "") -> str:
    """The same from anywhere: `ROOT` and the path, ready for a `href`."""
    return f"{ROOT}{record_path(kind, record_id)}{anchor}"


def read_target(address: str) -> tuple[Target, str] | None:
    """Which record or page an address such as `idea:early-recovery` means, and its `#anchor`; None for any other."""
    if match := _RECORD.fullmatch(address):
        return (match[1], match[2]), ""
    if match := _PAGE.fullmatch(address):
        return (match[1], match[2]), match[3]
    return None


def _sign(character: str) -> str:
    return f"the sign {character}" if character.isprintable() and not character.isspace() else "a space or hidden sign"


def _host_fault(host: str | None) -> str | None:
    if not host:
        return "names no site after '//'"
    labels = host.removesuffix(".").split(".")
    plain = all(label.replace("-", "").isalnum() and label.strip("-") == label for label in labels)
    if not plain or len(labels) < 2 or labels[-1].isdigit() or len(host) > 253:
        return f"names no site that everybody can reach: '{host[:60]}'"
    return None


def _mail_fault(address: str) -> str | None:
    name, _, host = address.partition("?")[0].partition("@")
    if not _MAILBOX.fullmatch(name) or _host_fault(host) or len(address) > _MAX_LENGTH:
        return "is not a mail address; write mailto:name@school.org"
    return None


def _browser_fault(address: str) -> str | None:
    """Browsers, and the cleaner of prose, cannot read some hosts that look well: `https://xn--xn.com/`."""
    try:
        BrowserUrl(address)
    except ValueError:
        return "is not a web address"
    return None


def address_fault(address: str, *, own: bool = False) -> str | None:
    """Why this is no web or mail address that the site may link to, as the end of a sentence; None when it is one.

    An address of the site's `own`, such as `http://localhost:8000/`, is on the web and need not be known to everybody.
    """
    if found := _NEVER.search(address):
        return f"holds {_sign(found.group())}, which web addresses do not have"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme == "mailto" and not own:
        return _mail_fault(address[len("mailto:") :])
    if parts.scheme not in ("http", "https") or address[len(parts.scheme) :][:3] != "://":
        return "does not begin with https://"
    if "@" in parts.netloc or port == 0 or len(address) > _MAX_LENGTH:
        return "holds a user name, a wrong port or more than 2,000 characters"
    known = own and parts.hostname
    return (None if known else _host_fault(parts.hostname)) or _browser_fault(address)


class Url(str):
    """A web or mail address: http, https or mailto, with a host, without spaces; checked when it is made."""

    __slots__ = ()

    def __new__(cls, address: str) -> Self:  # noqa: D102 - the class says it
        if fault := address_fault(address):
            raise ValueError(f"'{address[:80]}' {fault}")
        return super().__new__(cls, address)

    @property
    def host(self) -> str:
        """The site's name for people: `edpolicyinca.org`; for a mail address what stands after the @."""
        parts = urlsplit(self)
        host = parts.hostname or parts.path.rpartition("@")[2]
        return host.removeprefix("www.")

    @classmethod
    def _read(cls, address: str) -> Self:
        if fault := address_fault(address):
            raise PydanticCustomError("web_address", "'{address}' {fault}", {"address": address[:80], "fault": fault})
        return super().__new__(cls, address)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._read, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "uri",
            "pattern": "^(https?://|mailto:)",
            "maxLength": _MAX_LENGTH,
        }


def slug(words: str) -> str:
    """Words as a part of an address: small letters without accents, digits and hyphens; empty for other scripts."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
