"""Makes an archive from templates, with names, quotations and faults planted in it: ``python archive.py 100000 drafts.jsonl``.

The same number gives the same drafts. Each draft has an ``id``, a ``body`` of some 150 words, a ``section`` and a day.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator

GIVEN = "Anna Bodil Carla Dorte Elin Frida Gerda Hilda Ida Jonna Karl Lars Mats Nils Olaf Per Rolf Sven Tore Ulrik".split()
SURNAMES = (
    "Brandtner Feldkamp Holmberg Lindqvist Malinowsky Norderhaug Ostrander Pettersen Quistgaard Rasmussen Steinbrenner "
    "Tillmann Ulvestad Vestergaard Westerlund Ziegelmann Elmasry Dahlgren Engström Fagerholm"
).split()
ROLES = "mayor keeper harbour-master engineer teacher skipper treasurer conductor librarian surveyor".split()
BODIES = ["Northfield Harbour Commission", "Elmsby Elections Office", "Quayside Museum Trust", "Harbour Pilots Association"]
SECTIONS = "Harbour Town Culture Sport Letters".split()
PLACES = "bridge lock crane ferry library market pool school slipway warehouse".split()
SENTENCES = [
    "The {place} has been shut since the storm, and the council will decide in a week whether to mend it.",
    "About {number} people came to the meeting in the old hall, where the windows were open and the rain came in.",
    "The work would cost {number},000 crowns, which is more than the town has set aside for it.",
    "The {body} met in private and published nothing but a list of those who had come.",
    "Nobody was hurt, but two boats lost their moorings and drifted as far as the {place}.",
    "A report on the {place} is expected in the spring; the one before it was never printed.",
]
FAULTS = [
    "Send the desk an e-mail if you were there.",
    "The the gate was left open.",
    "Sources said that the money is gone.",
    "Experts agree that it is safe.",
    "It was one of the most unique buildings in the country.",
    "“We knew about it for a year, and nobody asked us.”",
]


def misspelt(name: str, rng: random.Random) -> str:
    """The name with one letter less or doubled in its surname."""
    given, _, surname = name.partition(" ")
    at = rng.randrange(2, len(surname) - 2)
    return f"{given} {surname[:at]}{'' if rng.random() < 0.5 else surname[at] * 2}{surname[at + 1 :]}"


def draft(number: int) -> dict[str, str]:
    """The draft of this number."""
    rng = random.Random(number)
    people = [f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}" for _ in range(2)]
    if rng.random() < 0.02:
        people[0] = misspelt(people[0], rng)
    (one, two), (first, second) = people, rng.sample(ROLES, 2)

    def sentence() -> str:
        return rng.choice(SENTENCES).format(
            place=rng.choice(PLACES), number=rng.randrange(20, 900), body=rng.choice(BODIES)
        )

    paragraphs = [
        f"The {rng.choice(PLACES)} waits for money",
        f"{sentence()} {sentence()}",
        f"“It is not safe, and it has not been safe for {rng.randrange(2, 30)} years,” said {one}, the {first}. {sentence()}",
        f"{two}, the {second}, disagreed. “The {rng.choice(PLACES)} will stand,” {two.split()[1]} said. {sentence()}",
        f"{sentence()} {sentence()}",
    ]
    if rng.random() < 0.3:
        paragraphs.insert(rng.randrange(2, 5), f"{rng.choice(FAULTS)} {sentence()}")
    day = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return {"id": f"d{number}", "body": "\n\n".join(paragraphs) + "\n", "section": rng.choice(SECTIONS), "day": day}


def drafts(count: int) -> Iterator[dict[str, str]]:
    """The first drafts of the archive."""
    return map(draft, range(count))


def main() -> None:
    count, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8") as file:
        for of in drafts(count):
            file.write(json.dumps(of, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
