"""Web addresses that the site may link to, and those it may not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.text import ROOT, Url
from generator.text.addresses import address_fault, read_target, record_address


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://edpolicyinca.org/publications", "edpolicyinca.org"),
        ("http://www.ex.org", "ex.org"),
        ("HTTPS://EX.ORG/A", "ex.org"),
        ("https://ex.org./a", "ex.org."),
        ("https://1.example.org/", "1.example.org"),
        ("https://8.example/", "8.example"),
        ("https://ex.org:8080/a?b=c&d=[1]#e", "ex.org"),
        ("https://münchen.example/straße", "münchen.example"),
        ("https://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example"),
        ("https://doi.org/10.1000/(xyz)_1", "doi.org"),
        ("mailto:first.last+calls@school.k12.ca.us?subject=Hello%20there", "school.k12.ca.us"),
    ],
)  # fmt: skip
def test_good_addresses(address: str, host: str) -> None:
    assert Url(address) == address
    assert Url(address).host == host


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("www.ex.org", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
        ("javascript://ex.org/%0Aalert(1)", "does not begin with https://"),
        ("ftp://ex.org", "does not begin with https://"),
        ("//ex.org", "does not begin with https://"),
        ("https:ex.org", "does not begin with https://"),
        ("https:/ex.org", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("https://", "names no site after '//'"),
        ("https:///x", "names no site after '//'"),
        ("https://localhost/", "names no site that everybody can reach: 'localhost'"),
        ("https://127.0.0.1/", "names no site that everybody can reach: '127.0.0.1'"),
        ("https://ex..org/", "names no site that everybody can reach: 'ex..org'"),
        ("https://-ex.org/", "names no site that everybody can reach: '-ex.org'"),
        ("https://" + "ab." * 83 + "organ/", f"names no site that everybody can reach: '{'ab.' * 20}'"),
        ("https://ex%2eorg/", "names no site that everybody can reach: 'ex%2eorg'"),
        ("https://ex.org /", "holds a space or hidden sign, which web addresses do not have"),
        (" https://ex.org", "holds a space or hidden sign, which web addresses do not have"),
        ("https://ex.org/\u200b", "holds a space or hidden sign, which web addresses do not have"),
        ("https://ex.org/\x02", "holds a space or hidden sign, which web addresses do not have"),
        ("https://ex.org\\@evil.example", "holds the sign \\, which web addresses do not have"),
        ('https://ex.org/"x', 'holds the sign ", which web addresses do not have'),
        ("https://ex.org/<x>", "holds the sign <, which web addresses do not have"),
        ("https://a@ex.org/", "holds a user name, a wrong port or more than 2,000 characters"),
        ("https://ex.org:0/", "holds a user name, a wrong port or more than 2,000 characters"),
        ("https://ex.org/" + "x" * 2000, "holds a user name, a wrong port or more than 2,000 characters"),
        ("https://ex.org:99999/", "is not a web address"),
        ("https://[x/", "is not a web address"),
        ("https://xn--xn.com/", "is not a web address"),
        ("https://ex.org\uff0fevil.example", "is not a web address"),
        ("mailto:", "is not a mail address; write mailto:name@school.org"),
        ("mailto:name", "is not a mail address; write mailto:name@school.org"),
        ("mailto:#a@b.example", "is not a mail address; write mailto:name@school.org"),
        ("mailto:" + "a" * 2000 + "@b.example", "is not a mail address; write mailto:name@school.org"),
        ("mailto:a@b.example,c@d.example", "is not a mail address; write mailto:name@school.org"),
    ],
)
def test_addresses_that_are_refused(address: str, why: str) -> None:
    assert address_fault(address) == why
    with pytest.raises(ValueError, match="'"):
        Url(address)


@pytest.mark.parametrize("address", ["http://localhost:8000/", "https://intranet/", "http://127.0.0.1/"])
def test_an_address_of_the_sites_own_need_not_be_known_to_everybody(address: str) -> None:
    assert address_fault(address, own=True) is None
    assert address_fault(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http:///x", "names no site after '//'"),
        ("mailto:a@b.example", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
        ("https://a@intranet/", "holds a user name, a wrong port or more than 2,000 characters"),
    ],
)
def test_it_is_an_address_on_the_web_all_the_same(address: str, why: str) -> None:
    assert address_fault(address, own=True) == why


def test_a_field_takes_no_other_address() -> None:
    fields = TypeAdapter(Url)
    assert fields.validate_python("https://ex.org/") == "https://ex.org/"
    with pytest.raises(ValidationError, match="does not begin with https"):
        fields.validate_python("javascript:alert(1)")


@given(
    st.text(max_size=30) | st.text(alphabet="htps:/.@[]%ex%?#\\ \t", max_size=30).map(lambda text: "https://" + text)
)
@settings(max_examples=500, deadline=None)
def test_any_text_is_an_address_or_is_not(text: str) -> None:
    fault = address_fault(text)
    if fault is None:
        assert text.lower().startswith(("http://", "https://", "mailto:"))
        assert not set(text) & set(' \t\n"<>\\`')
        assert Url(text).host


def test_where_records_are() -> None:
    assert record_address("idea", "call-home") == f"{ROOT}ideas/call-home/"
    assert record_address("page", "about/ratings", "#s-tiers") == f"{ROOT}about/ratings/#s-tiers"
    assert record_address("page", "index") == ROOT
    assert record_address("reference", "hough-2017") == f"{ROOT}references/#ref-hough-2017"


@pytest.mark.parametrize(
    "address", ["idea:x", "idea:Call", "reference:hough-2017", "page:/x", "page:a//b", "page:..", "x:yz"]
)
def test_what_means_no_record(address: str) -> None:
    assert read_target(address) is None
