"""The field's own rules as pure functions: run charts, tests of change, traction, small cells.

Nothing here reads a file, knows a record or draws; stages hand in values and get values back.
"""
