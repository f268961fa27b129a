"""The records, one module a noun: what a change idea, a case, a measure... is made of.

No reading, no judging, no drawing here.
"""
