"""`python -m generator` is `changepack`."""

from generator.cli import main

main(prog_name="changepack")
