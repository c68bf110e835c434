"""Data folders to measure pages on: one with an indicator of ten million figures, some with many small indicators."""

import hashlib
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import many
from monitor import wiring
from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import LocalText
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Source
from monitor.measures.dimensions import Code, Dimension
from monitor.measures.editions import Counts, Edition, Kind, NewEdition
from monitor.settings import Settings

SET = DataSet(id="bench", title=LocalText(en="Made up to be measured"), language="en")


def definition(size: many.Size, name: str = "many", number: int = 0) -> Imported:
    """What is said of the made-up figures."""
    return Imported(
        id=name,
        title=LocalText(en=f"Made-up share {number} of persons"),
        definition=LocalText(en="Drawn from a seed; the values mean nothing."),
        dimensions=tuple(
            Dimension(
                id=dimension,
                title=LocalText(en=dimension.capitalize()),
                codes=tuple(Code(code=code, label=LocalText(en=code)) for code in codes if code is not None),
            )
            for dimension, codes in many.codes(size).items()
        ),
        sources=(Source(id="seed", title="A seed", seen=Seen.SOURCE),),
        dataset=SET.id,
    )


def new_edition(size: many.Size, name: str = "many", number: int = 0) -> NewEdition:
    """An edition of made-up figures, as an import would give it."""
    figures = many.figures(size)
    return NewEdition(
        definition=definition(size, name, number),
        figures=figures,
        kind=Kind.CSV,
        read_digest=hashlib.sha256(name.encode()).hexdigest(),
        counts=Counts(new=figures.num_rows),
        dataset=SET,
    )


def keep(folder: Path, new: list[NewEdition]) -> list[Edition]:
    """Keep editions in the database of a data folder, which is made."""
    services = wiring.open_services(Settings(data_dir=folder))
    return services.editions.add(new, by="bench", at=datetime.now(UTC))


def main() -> int:
    """`python -m bench.sets FOLDER large MUNICIPALITIES | small COUNT`: keep one, or many; says seconds and digest."""
    folder, kind, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    begun = time.perf_counter()
    if kind == "large":
        new = [new_edition(many.Size(municipality=count))]
    else:
        small = many.Size(municipality=3, theme=2, age=2, years=5)
        new = [new_edition(small, f"many_{number}", number) for number in range(count)]
    made = time.perf_counter()
    kept = keep(folder, new)
    print(
        json.dumps(
            {"seconds": time.perf_counter() - made, "made": made - begun, "digest": kept[0].figures_digest}
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
