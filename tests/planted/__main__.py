"""Many gardens of a hundred faults, by hand: `python -m tests.planted 50`; prints what is not told or too much."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.planted.garden import Garden, clean_library, untold
from tests.planted.kinds import KINDS


def main(gardens: int) -> int:
    """How many messages are missing or too many."""
    wrong = 0
    print(f"{len(KINDS)} kinds of faults")
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        clean_library(clean)
        for seed in range(gardens):
            root = Path(folder) / str(seed)
            shutil.copytree(clean, root)
            garden = Garden(root, Random(seed))  # noqa: S311 - the same again for a seed
            garden.fill(100)
            told = untold(garden)
            wrong += len(told)
            print(f"seed {seed}: {len(garden.planted)} faults in {len({fault.file for fault in garden.planted})} files")
            print("".join(f"    {line}\n" for line in told), end="")
            shutil.rmtree(root)
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)))
