"""What is weighed is added up in one order: the same articles give the same dossier in every process."""

from __future__ import annotations

import os
import subprocess
import sys

# what weighs for places and for takers, of a text that tells several things of one town
SCRIPT = """
from datetime import date
from unittest.mock import patch
import mapkit as mk
from mapkit.events import reports, second_reading, takers, weighing
from mapkit.reading import article_from_text

def read_again(page, scenes, objects):
    for _, common, spots in second_reading.weighed_spots(page, scenes, weighing.Told(page.reports)):
        print(common, [features for _, features in spots])
    return second_reading.read_again(page, scenes, objects)

def weigh_takers(page, scenes):
    print([[features for _, features in contenders] for _, contenders in takers.contended(page, scenes)])

text = (
    "Rebels attacked Goma on Monday, the army fled the town and the rebels destroyed its bridge. UN troops were deployed "
    "in Goma on Tuesday after clashes in Sake, and the army withdrew from Sake and handed its base there to the UN."
)
with patch.object(reports, "read_again", read_again), patch.object(reports, "weigh_takers", weigh_takers):
    mk.build([article_from_text(text, name="a.txt")], published={"a.txt": date(2012, 11, 21)})
"""


def test_what_weighs_comes_in_the_same_order_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "read:in" in told.pop()
