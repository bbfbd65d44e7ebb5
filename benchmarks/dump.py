"""What a GeoNames dump costs, beside a plain dict of its names: ``python benchmarks/dump.py [ROWS]``.

Writes a synthetic dump of ROWS rows (1 000 000 unless told; allCountries.txt has 12 million) into a temporary folder
and prints, for mapkit's index and for a dict from name to line numbers that a process fills from the same file: the
seconds until it can be asked for the first time and every time after, the peak and the resident memory, and look-ups a
second. Each is measured in a process of its own; judge by the ratios, since machines differ. The dict knows a name only
as it is written, and answers with line numbers instead of places.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SYLLABLES = "ba be bou dou fa ga gou ka ké ki kou la lé ma mbé na né ou ra sa sé ta té tin to wa yé za".split()  # noqa: SIM905  # reads better
KINDS = ("P\tPPL", "P\tPPL", "P\tPPLX", "H\tSTM", "H\tWLL", "T\tMT", "T\tHLL", "S\tAIRF", "L\tLCTY", "A\tADM4")

MEASURE = """
import json, random, resource, sys, time
from pathlib import Path

def rss():
    for line in Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else ():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)

path, names, absent = sys.argv[1], *json.loads(Path(sys.argv[2]).read_text())
{ready}
start = time.perf_counter()
{open}
opened = time.perf_counter() - start
start = time.perf_counter()
assert ask(names[0])
first = time.perf_counter() - start
memory = peak()

def rate(words):
    start = time.perf_counter()
    found = sum(1 for word in words if ask(word))
    return len(words) / (time.perf_counter() - start), found

present, some = rate(names[1:])
missing, none = rate(absent)
assert some == len(names) - 1 and none < len(absent) / 100, (some, none)
print(json.dumps([opened, first, memory, rss(), present, missing]))
"""
INDEX = ("from mapkit.gazetteer import open_gazetteer", "ask = open_gazetteer(path).lookup")
DICT = (
    "",
    """
table = {}
for number, line in enumerate(open(path, encoding="utf-8")):
    cells = line.split("\\t", 4)
    for name in {cells[1], cells[2], *filter(None, cells[3].split(","))}:
        table.setdefault(name, []).append(number)
ask = table.get
""",
)


def word(chance: random.Random) -> str:
    """Return a name: one in ten is common, as "San José" is; of the others most are borne once or twice."""
    many = chance.choice((4, 5, 5, 6)) if chance.random() < 0.9 else 3
    made = "".join(chance.choices(SYLLABLES, k=many)).capitalize()
    return f"{made[:5]} {made[5:].capitalize()}" if chance.random() < 0.3 and len(made) > 8 else made


def write(path: Path, rows: int) -> list[str]:
    """Write a synthetic dump; return the names of some rows."""
    chance = random.Random(7)  # noqa: S311  # the same rows each time, not a secret
    kept = []
    with path.open("w", encoding="utf-8") as out:
        for number in range(rows):
            name = word(chance)
            others = ",".join(word(chance) for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 4))))
            lat, lon = f"{chance.uniform(10, 25):.5f}", f"{chance.uniform(-12, 5):.5f}"
            kind = chance.choice(KINDS)
            people = chance.choice((0, 0, 0, chance.randint(1, 50_000)))
            admin = f"{chance.randint(1, 10):02}"
            out.write(
                f"{20_000_000 + number}\t{name}\t{name.replace('é', 'e')}\t{others}\t{lat}\t{lon}\t{kind}\tML\t"
                f"\t{admin}\t\t\t\t{people}\t\t300\tAfrica/Bamako\t2024-01-01\n"
            )
            if number % max(1, rows // 20_000) == 0:
                kept.append(name)
    chance.shuffle(kept)
    return kept


def measure(opening: tuple[str, str], dump: Path, words: Path) -> list[float]:
    """Return seconds to open and to the first answer, peak MB till then, MB at the end, look-ups a second."""
    command = [
        sys.executable,
        "-c",
        MEASURE.replace("{ready}", opening[0]).replace("{open}", opening[1]),
        str(dump),
        str(words),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return [float(v) for v in json.loads(done.stdout)]


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        dump, words = Path(folder) / "dump.txt", Path(folder) / "words.json"
        names = write(dump, rows)
        words.write_text(json.dumps([names, [f"Xq{n[::-1]}" for n in names]]))
        built = measure(INDEX, dump, words)
        again = measure(INDEX, dump, words)
        rival = measure(DICT, dump, words)
        index = dump.with_name("dump.txt.mapkit-index")
        print(f"{rows} rows, {dump.stat().st_size / 1e6:.0f} MB; index {index.stat().st_size / 1e6:.0f} MB")
        print(f"{'':44}{'mapkit':>12}{'plain dict':>12}")
        print(f"{'opened the first time, s':44}{built[0]:12.1f}{rival[0]:12.1f}")
        print(f"{'opened again, ms':44}{1000 * again[0]:12.1f}{1000 * rival[0]:12.1f}")
        print(f"{'opened again and asked once, ms':44}{1000 * sum(again[:2]):12.1f}{1000 * sum(rival[:2]):12.1f}")
        print(f"{'peak memory of the first opening, MB':44}{built[2]:12.0f}{rival[2]:12.0f}")
        print(f"{'peak memory of a later opening, MB':44}{again[2]:12.0f}{rival[2]:12.0f}")
        print(f"{'resident after all look-ups, MB':44}{again[3]:12.0f}{rival[3]:12.0f}")
        print(f"{'look-ups a second, known names':44}{again[4]:12.0f}{rival[4]:12.0f}")
        print(f"{'look-ups a second, unknown names':44}{again[5]:12.0f}{rival[5]:12.0f}")


if __name__ == "__main__":
    main()
