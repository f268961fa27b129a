"""Pictures made by hand: run charts, line charts, driver diagrams, counts as dots. Accessible, without script or style.

`svg` writes elements, `plot` is the ground of a chart, `charts` draws on it, `picture` is the finished thing. Nothing
here judges a series (`improvement.runchart`) or knows a record.
"""
