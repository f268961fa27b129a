"""The records, one module a noun: what a change idea, a case, a measure... is made of.

And what one stage gives to the next: `source` (documents), `records`, `catalog`, `rating`, `library` (what pages are
drawn from, and the pages), `frame`. No reading, no judging, no drawing here.
"""
