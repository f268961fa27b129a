"""Every message the generator can give: its code, how bad it is, what it means and what to do.

The published page `contribute/messages/` is made from this list. The letter names the stage: L load,
V validate, K link, F frame, A assemble, C check, P publish; rating and drawing find no faults of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CODES", "STAGES", "Code", "Severity"]

Severity = Literal["error", "warning"]

STAGES = {
    "L": "reading the files",
    "V": "checking each record",
    "K": "linking records and checking the logic of improvement",
    "F": "drawing the frame of the site",
    "A": "putting the site together",
    "C": "checking the finished site",
    "P": "publishing",
}


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for: a short title, what it means and what a contributor can do."""

    severity: Severity
    title: str
    advice: str


def _error(title: str, advice: str) -> Code:
    return Code("error", title, advice)


def _warning(title: str, advice: str) -> Code:
    return Code("warning", title, advice)


CODES: dict[str, Code] = {
    # -- load: the file itself
    "L001": _error("The file cannot be read", "Check that the file exists and that you may open it."),
    "L002": _error("The file is too large", "Split it or shorten it; the message says how large it may be."),
    "L003": _error("The file is not UTF-8 text", "Save it again with the encoding 'UTF-8'."),
    "L004": _error("A hidden or control character", "Delete the character; retype the word by hand."),
    "L005": _error("A link to another file or folder", "Put the real file here; symbolic links are not followed."),
    "L006": _error("The file name is not an id", "Use small letters, digits and hyphens, beginning with a letter."),
    "L007": _error("Two files with the same id", "Rename one of them; ids must differ in more than case."),
    "L008": _error("The file ends in the wrong way", "Records end in '.yml'."),
    "L009": _error("A file where none is expected", "Move it to the folder of its kind, or delete it."),
    "L010": _error("The word is reserved", "Choose another id; this one is needed by the site itself."),
    # -- load: YAML
    "L101": _error("The YAML cannot be understood", "Mend the line that the message names; quotes often help."),
    "L102": _error("A field stands twice", "Keep one of the two."),
    "L103": _error("Anchors, aliases and merge keys are not used here", "Write the value out."),
    "L104": _error("Tags and directives are not used here", "Delete the word that begins with '!' or '%'."),
    "L105": _error("A second document in the file", "One file holds one record; delete the line '---'."),
    "L106": _error("A field name that is not text", "Put the name in quotes."),
    "L107": _error("A value that programs read in different ways", "Put it in quotes if it is text."),
    "L108": _error("Too deep, too many or too long", "Shorten the text or split the record."),
    "L109": _error("The file is empty or not a list of fields", "Begin with 'title: ...'."),
    "L110": _error("What follows a '#' would be lost", "Put the value in quotes, or a space after the '#'."),
    # -- load: CSV and pages
    "L201": _error("The table cannot be read", "Save it as 'CSV UTF-8 (comma delimited)'."),
    "L202": _error("A column is missing, unknown or stands twice", "Compare the first line with the list."),
    "L203": _error("A row with too few or too many cells", "Put quotes around a cell that holds a comma."),
    "L301": _error("The head of the page cannot be read", "Begin with a line '---', end it with '---'."),
    # -- validate: the shape of a record
    "V101": _error("A required field is missing", "Add it; the fields page says what it holds."),
    "V102": _error("An unknown field", "Check the spelling; the fields page lists all fields."),
    "V103": _error("Text is expected", "Put the value in quotes."),
    "V104": _error("A number is expected", "Write digits only, without quotes or units."),
    "V105": _error("A list is expected", "Put each entry on its own line, beginning with '- '."),
    "V106": _error("A group of fields is expected", "Indent the fields below the name."),
    "V107": _error("The text is too long", "Shorten it; the page must stay readable."),
    "V108": _error("The text is empty or too short", "Write at least a sentence, or leave the field out."),
    "V109": _error("The value is out of range", "Compare it with the allowed range."),
    "V110": _error("Not one of the allowed words", "Use a word from the list."),
    "V111": _error("Not a date", "Write year-month-day, such as 2026-11-21."),
    "V112": _error("Not a web address", "Begin with https:// and leave out spaces."),
    "V113": _error("Not an id", "Use small letters, digits and hyphens, beginning with a letter."),
    "V114": _error("Prose that cannot be shown", "Simplify the table, list or quotation."),
    "V115": _error("Fields that do not fit together", "Read the message and change one of them."),
    "V116": _error("True or false is expected", "Write true or false without quotes."),
    "V117": _error("A prompt that nobody has filled in", "Replace it by your own text, or keep the record a draft."),
    "V120": _error("A value in a series is neither a number nor a known mark", "Use a number, or '*' for hidden."),
    "V122": _error("A series is in disorder", "Each period stands once for each group, in order."),
    # -- link: references and the logic of improvement
    "K201": _error("An unknown id", "Check the spelling, or add the record."),
    "K202": _error("An unknown word", "Use a word of the list, or add it to content/vocab/."),
    "K203": _error("Records that point in a circle", "Take one of the links out."),
    "K204": _error("Two records with one id", "Rename one of them."),
    "K205": _error("An unknown driver", "Use a driver of the problem, or add it there."),
    "K206": _error("A record points to itself", "Take the link out."),
    "K207": _error("A series file is missing", "Put the CSV beside the case, or take the field out."),
    "K208": _error("A group of fewer than 11 people", "Merge groups or leave the figure out; it could name a child."),
    "K209": _error("A period that the series does not have", "Write it as it stands in the CSV file."),
    "K210": _warning("A series that nobody uses", "Name it in the case or the log, or delete it."),
    "K211": _warning(
        "The log of tests contradicts itself", "Number the cycles of an idea at a place from 1, in order."
    ),
    "K212": _warning(
        "Values that are no percentages", "Write the percentage as the value, and as the denominator what it is of."
    ),
    "K213": _error("A baseline that ends before it begins", "Write the earlier period under 'from'."),
    "K214": _error("A long series is shown too often", "Name it in fewer places, or take out rows that nobody needs."),
    "K301": _warning("An idea under no driver", "Say which driver it moves, so that a team sees why it should help."),
    "K302": _warning("A driver without ideas", "Hang an idea under it, or say why none is offered."),
    "K303": _warning("An aim that cannot be judged", "Say what, for whom, how much and by when."),
    "K304": _warning("A task instead of a change", "Name what people will do differently, not the preparation."),
    "K305": _warning("More ideas than a team can choose from", "Keep three to eight; move the others to the menu."),
    "K306": _warning("No balancing measure", "Add one that would show harm elsewhere."),
    "K307": _warning("A retired or draft record is used", "Point to the record that replaces it."),
    "K308": _warning("A kind of measure is missing", "Add one for each of the three questions."),
    "K310": _warning("A source that nobody cites", "Cite it or take it out."),
    "K311": _warning("An example with nothing to show", "Add the measure, series or source that it promises."),
    "K312": _warning("Too many main drivers", "Keep to five or fewer, the strongest first."),
    "K313": _warning("Text that is hard to read", "Shorter sentences, plainer words; aim for grade 9 or lower."),
    "K314": _warning("A figure without a source", "Cite where it stands: [@author-year], in the same paragraph."),
    # -- render, frame, assemble, check, publish
    "F601": _error("The site's settings cannot be used", "Mend mkdocs.yml as the message says."),
    "F602": _error("The theme lost a place that pages need", "Undo the change to the theme, or tell the maintainers."),
    "F603": _warning("A setting that would call another site is left out", "Take it out of mkdocs.yml."),
    "F604": _warning("The engine warns", "Read the message; it comes from MkDocs or one of its plugins."),
    "A701": _error("Two pages want one address", "Rename one of them."),
    "C801": _error("A link leads nowhere", "Mend the link or add the page."),
    "C802": _error("A link leads to a part of a page that is not there", "Mend the part after '#'."),
    "C803": _error("An id stands twice on a page", "Tell the maintainers."),
    "C804": _error("A page would call another site by itself", "Take the picture, script or style out."),
    "C805": _error("A mark of the generator was left on a page", "Tell the maintainers."),
    "C806": _error("A page lacks its title, language or heading", "Tell the maintainers."),
    "C807": _error("Script or style inside a page", "Put it in a file of the theme; browsers obey no other."),
    "P901": _error("The site folder belongs to something else", "Choose another folder; nothing was touched."),
    "P902": _error("Another build is running", "Wait until it has ended, then try again."),
    "P903": _error("The site could not be written", "Free some disk space or check your rights; the old site stands."),
}
