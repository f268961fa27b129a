"""Random tables published by careless and careful people, and an attacker who counts every possibility.

The attacker knows which groups belong together and keeps, for every number that is hidden or rounded, the set of
all values that it can have (as the bits of a whole number; sums of sets are shifts). It shares no code with
`generator.improvement.small_cells`, which subtracts ranges. Not tried: a group that is left out, without a mark, of one
of two divisions, since a table of overlapping groups looks the same. By hand: `python -m tests.fuzz.small_cells 10000`.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

from generator.improvement.headcounts import ValueKind
from generator.improvement.series import read_series
from generator.improvement.small_cells import small_cells

__all__ = ["Table", "judge", "random_table"]

FEW = sum(1 << people for people in range(1, 11))
"""The set of 1 to 10."""
MARKS = ("*", "*", "*", "<11", "NS", "")
SMALL_MARKS = ("*", "<11")


@dataclass(frozen=True)
class Group:
    """People of one group in one period: how many, how many of them are counted, and what the table shows."""

    name: str
    people: int
    counted: int
    value: str = ""
    denominator: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class Table:
    """A table: for each period everybody, and divisions into groups that make up everybody."""

    values: ValueKind
    periods: list[tuple[Group, list[list[Group]]]] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, str]]:
        """The rows of the CSV file."""
        for number, (everybody, divisions) in enumerate(self.periods):
            for group in (everybody, *(group for division in divisions for group in division)):
                if not group.left_out:
                    yield {
                        "period": str(2019 + number), "value": group.value, "denominator": group.denominator,
                        "group": group.name,
                    }  # fmt: skip

    def text(self) -> str:
        """The CSV file."""
        file = io.StringIO()
        writer = csv.DictWriter(file, ["period", "value", "denominator", "group"])
        writer.writeheader()
        writer.writerows(self.rows())
        return file.getvalue()


# -- making tables


def _percent(counted: int, people: int, decimals: int) -> str:
    return str((Decimal(100 * counted) / people).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _publish(group: Group, values: ValueKind, decimals: int, *, sized: bool) -> Group:
    value = str(group.counted)
    if values == "percent":
        value = _percent(group.counted, group.people, decimals) if group.people else ""
    elif values == "other":
        value = "3.4"
    return Group(group.name, group.people, group.counted, value, str(group.people) if sized else "")


def _is_few(group: Group, values: ValueKind) -> bool:
    numbers = [group.people]
    if values != "other":
        numbers += [group.counted, group.people - group.counted]
    return any(0 < number < 11 for number in numbers)


def _hide(group: Group, how: str, mark: str) -> Group:
    if how == "leave out":
        return Group(group.name, group.people, group.counted, left_out=True)
    size = mark if how == "both" else group.denominator
    return Group(group.name, group.people, group.counted, mark, size if group.denominator else "")


def _division(random: Random, people: int, counted: int) -> list[Group]:
    """People dealt out to groups, some of them small."""
    weights = [random.choice((0.05, 0.3, 1, 1, 2)) for _ in range(random.randint(2, 5))]
    sizes, hits = [0] * len(weights), [0] * len(weights)
    chances = [random.choice((0.1, 0.5, 1, 1)) * weight for weight in weights]
    for _ in range(counted):
        place = random.choices(range(len(weights)), chances)[0]
        sizes[place] += 1
        hits[place] += 1
    for _ in range(people - counted):
        sizes[random.choices(range(len(weights)), weights)[0]] += 1
    return [Group(f"g{at}", size, hit) for at, (size, hit) in enumerate(zip(sizes, hits, strict=True)) if size]


def random_table(random: Random) -> Table:
    """A table of one to three periods, as somebody would publish it who hides nothing, the small cells, or more."""
    values: ValueKind = random.choice(("percent", "percent", "count", "other"))
    sized = values != "count" or random.random() < 0.5
    decimals, policy = random.choice((0, 0, 1, 2)), random.choice(("nothing", "small", "small", "small and one", "any"))
    table, total = Table(values), random.choice(("", "all", "Total"))
    how, mark = random.choice(("both", "both", "value", "leave out")), random.choice(MARKS)
    how = "value" if how == "both" and not sized else how
    overlapping = random.random() < 0.2
    for _ in range(random.randint(1, 3)):
        people = random.choice((random.randint(11, 60), random.randint(60, 400)))
        counted = random.randint(0, people)
        if overlapping:
            table.periods.append(_overlapping(random, Group(total, people, counted), values, decimals, sized=sized))
            continue
        divisions = []
        for number in range(1 if how == "leave out" else random.choice((1, 1, 2))):
            groups = [_publish(group, values, decimals, sized=sized) for group in _division(random, people, counted)]
            hidden = {group.name for group in groups if policy != "nothing" and _is_few(group, values)}
            if policy == "any" or (policy == "small and one" and len(hidden) == 1):
                hidden |= {random.choice(groups).name}
            divisions.append(
                [
                    _named(_hide(group, how, mark) if group.name in hidden else group, f"{'ab'[number]}{group.name}")
                    for group in groups
                ]
            )
        everybody = _publish(Group(total, people, counted), values, decimals, sized=sized)
        table.periods.append((everybody, divisions))
    return table


def _overlapping(
    random: Random, everybody: Group, values: ValueKind, decimals: int, *, sized: bool
) -> tuple[Group, list[list[Group]]]:
    """Groups that have nothing to do with each other, such as English learners, girls and ninth graders."""
    divisions = []
    for number in range(random.randint(2, 5)):
        people = random.randint(11, max(11, everybody.people - 11))
        counted = random.randint(max(0, people + everybody.counted - everybody.people), min(people, everybody.counted))
        group = _publish(Group(f"{'abcdef'[number]}g", people, counted), values, decimals, sized=sized)
        rest = Group(f"not {group.name}", everybody.people - people, everybody.counted - counted, left_out=True)
        if not _is_few(group, values):
            divisions.append([group, rest])
    return _publish(everybody, values, decimals, sized=sized), divisions


def _named(group: Group, name: str) -> Group:
    return Group(name, group.people, group.counted, group.value, group.denominator, group.left_out)


# -- the attacker


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _members(values: int) -> list[int]:
    return [place for place in range(values.bit_length()) if values >> place & 1]


def _plus(one: int, other: int) -> int:
    """Every sum of a value of one set and a value of the other."""
    fewer, more = sorted((one, other), key=int.bit_count)
    total = 0
    for number in _members(fewer):
        total |= more << number
    return total


def _minus(total: int, part: int) -> int:
    """Every difference that is not negative."""
    found = 0
    for number in _members(part):
        found |= total >> number
    return found


def _sums(sets: Iterable[int]) -> int:
    total = 1
    for values in sets:
        total = _plus(total, values)
    return total


def _sizes(group: Group, most: int) -> int:
    return 1 << int(group.denominator) if group.denominator.isdigit() else (1 << most + 1) - 1


def _counts(group: Group, sizes: int, values: ValueKind) -> int:
    """Every number of people that can be counted in a group of one of these sizes."""
    largest = sizes.bit_length() - 1
    if values == "count" and group.value.isdigit():
        return 1 << int(group.value)
    if values == "percent" and group.value[:1].isdigit() and sizes.bit_count() == 1:
        decimals = Decimal(1).scaleb(-len(group.value.partition(".")[2]))
        shown = Decimal(group.value)
        return _bits(
            number
            for number in range(largest + 1)
            if any(
                (Decimal(100 * number) / largest).quantize(decimals, how) == shown
                for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)
            )
        )
    return (1 << largest + 1) - 1


def _narrowed(sets: Mapping[str, int], total: int) -> dict[str, int]:
    """Each set without the values that cannot be part of any sum in `total`."""
    return {
        name: values & _minus(total, _sums(other for key, other in sets.items() if key != name))
        for name, values in sets.items()
    }


def _given_back(values: int) -> bool:
    return values != 0 and not values & ~FEW


def _recovered(everybody: Group, division: list[Group], values: ValueKind, *, marked: bool) -> Iterator[str]:
    """What the attacker learns from one period and one division of everybody; `marked` when marks are to be trusted."""
    most = everybody.people if everybody.denominator else everybody.counted
    sizes = {group.name: _sizes(group, most) for group in division}
    if everybody.denominator:
        sizes = _narrowed(sizes, 1 << everybody.people)
        yield from _leaks(sizes, 1 << everybody.people, "people")
        if marked:
            yield from _by_marks(division, sizes, everybody.people)
    if values == "other":
        return
    counts = {group.name: _counts(group, sizes[group.name], values) for group in division}
    total = _counts(everybody, _sizes(everybody, most), values)
    counts = _narrowed(counts, total)
    yield from _leaks(counts, total, "counted")
    if values == "count" and marked and not everybody.denominator:
        yield from _by_marks(division, counts, everybody.counted)
    if not everybody.denominator:
        return
    for name, some in counts.items():
        if sizes[name].bit_count() == 1 and _given_back(_minus(sizes[name], some)):
            yield f"not counted in {name}"
        others, people = _minus(total, some), _minus(1 << everybody.people, sizes[name])
        if sizes[name].bit_count() == 1 and _given_back(_minus(people, others & (people << 1) - 1)):
            yield f"not counted outside of {name}"


def _leaks(sets: Mapping[str, int], total: int, what: str) -> Iterator[str]:
    """Groups, and everybody but a group, that are certainly few."""
    unknown = [values for values in sets.values() if values.bit_count() > 1]
    known = _sums(values for values in sets.values() if values.bit_count() == 1)
    if unknown and _given_back(_minus(total, known)):
        yield f"{what} in all that is hidden together"
    for name, values in sets.items():
        if _given_back(values):
            yield f"{what} in {name}"
        if _given_back(_minus(total, values) & _sums(other for key, other in sets.items() if key != name)):
            yield f"{what} outside of {name}"


def _by_marks(division: list[Group], sets: Mapping[str, int], total: int) -> Iterator[str]:
    """When every hidden number is marked as small, each is 1 to 10."""
    hidden = [group for group in division if sets[group.name].bit_count() > 1]
    if hidden and all(group.value in SMALL_MARKS for group in hidden):
        marked = {**sets, **{group.name: sets[group.name] & FEW for group in hidden}}
        for name, values in _narrowed(marked, 1 << total).items():
            if name in {group.name for group in hidden} and values.bit_count() == 1:
                yield f"{name}, hidden as small"


def _marks_are_true(divisions: list[list[Group]]) -> bool:
    """Whether every group of a period that is marked as small is small."""
    marked = [group for division in divisions for group in division if group.value in SMALL_MARKS]
    return all(0 < (group.people if group.denominator in SMALL_MARKS else group.counted) < 11 for group in marked)


def judge(table: Table) -> tuple[list[str], list[str]]:
    """What our rule says of a table, and what the attacker learns from it."""
    series, unread = read_series(list(table.rows()))
    assert not unread
    told = [fault.message for fault in small_cells(series, table.values)]
    learnt = [
        leak
        for everybody, divisions in table.periods
        for division in divisions
        for leak in _recovered(everybody, division, table.values, marked=_marks_are_true(divisions))
    ]
    return told, [*learnt, *(leak for everybody, _ in table.periods for leak in _alone(everybody, table.values))]


def _alone(everybody: Group, values: ValueKind) -> Iterator[str]:
    """What the row of everybody shows by itself."""
    sizes = _sizes(everybody, 0) if everybody.denominator else (1 << everybody.counted + 1) - 1
    counts = _counts(everybody, sizes, values) if values != "other" else 0
    few = [sizes if everybody.denominator else 0, counts, _minus(sizes, counts) if everybody.denominator else 0]
    if any(map(_given_back, few)) or _given_back_either_way(everybody, counts):
        yield "everybody"


def _given_back_either_way(group: Group, counts: int) -> bool:
    """Whether all that can be counted are few or all but few."""
    people = _members(counts)
    return bool(group.denominator and people) and all(
        0 < number < 11 or 0 < group.people - number < 11 for number in people
    )


def main() -> None:
    """Judge so many tables; print each that was published although something in it can be worked out."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    counts: Counter[str] = Counter()
    for seed in range(number):
        table = random_table(Random(seed))  # noqa: S311 - the same again for a seed
        told, learnt = judge(table)
        verdict = f"{'refused' if told else 'published'}, {'a group can be told' if learnt else 'safe'}"
        counts[verdict] += 1
        counts["overlapping, " + verdict] += any(
            group.name.startswith("not ") for _, divisions in table.periods for some in divisions for group in some
        )
        if learnt and not told:
            print(f"seed {seed} ({table.values}): {learnt}\n{table.text()}")
        elif told and not learnt and counts[verdict] <= 5:
            print(f"seed {seed} ({table.values}) is safe: {told}\n{table.text()}")
    print(dict(counts))
    sys.exit(bool(counts["published, a group can be told"]))


if __name__ == "__main__":
    main()
