"""What contributors write, made safe: prose to HTML and plain text, links to our own records, web addresses.

Text comes in as it was typed and leaves either as HTML of a short list of plain elements or as plain text; nothing
an author writes can become an id, a class, a style, a script or a request to another site. The only room that imports
markdown-it and nh3. It knows no records and no files: whether a linked id exists is the linking stage's to say.
"""

from generator.text.addresses import ROOT, Url, address_fault, record_path, slug
from generator.text.markdown import own_html
from generator.text.page import Article, Heading, Section, page_html
from generator.text.prose import Prose

__all__ = [
    "ROOT", "Article", "Heading", "Prose", "Section", "Url", "address_fault", "own_html", "page_html",
    "record_path", "slug",
]  # fmt: skip
