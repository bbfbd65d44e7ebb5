"""Write the packaged example again: the dossier of the five articles without their texts.

Run from the checkout: ``python data/build/sample.py``.
"""

from __future__ import annotations

from pathlib import Path

import mapkit as mk

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Build, redact and save."""
    target = ROOT / "data" / "sample" / "kidal.json"
    target.parent.mkdir(exist_ok=True)
    print(mk.build(ROOT / "seeds", title="The UN leaves Kidal").redact().save(target))


if __name__ == "__main__":
    main()
