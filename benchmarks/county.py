"""A county of sixty organs over two years, with ten faults that only show between reports.

    python benchmarks/county.py [--organs 60] [--seed 2023] [--keep FOLDER]

It writes the reports of every organ, invented and the same for the same seed, and a table of the organs, then judges
them all: which of the planted faults were found, what else was said between reports, and how long that took beside
the work on the single reports, in time of the processor.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

from corpus import DEEDS, HEADER, LITIGATION, OUTCOMES, SUBJECTS, row

YEARS = (2022, 2023)
PLACE = "青屏县"
DEPARTMENTS = (
    "发展和改革局", "教育局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局",
    "自然资源局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局",
    "卫生健康委员会", "退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局",
    "林业局", "信访局", "行政审批局", "城市管理局", "机关事务服务中心", "残疾人联合会", "供销合作社", "档案馆",
)  # fmt: skip
TOWNS = tuple(first + second + "镇" for first in "竹松梅兰柳枫" for second in "溪岭湾坪桥")
BETWEEN_REPORTS = ("carry-over", "documents-carry", "items-carry", "roll-up", "duplicate-text")


class Fault(NamedTuple):
    """A finding that there must be."""

    path: str
    rule: str
    cell: str
    """Form, row and column; empty for one that stands at a heading."""


class County(NamedTuple):
    """Files by name, and the faults in them."""

    files: dict[str, str]
    faults: frozenset[Fault]


class Figures:
    """The figures of one report. Columns of applications are those of the six kinds of applicants."""

    def __init__(self) -> None:
        self.received = [0] * 6
        self.carried_in = [0] * 6
        self.outcomes = [[0] * 6 for _ in OUTCOMES]
        self.carried_out = [0] * 6
        self.documents = [0, 0, 0]
        self.decisions = [0, 0, 0]
        self.fees = 0
        """In hundredths of 万元."""
        self.litigation = [[0] * 4 for _ in range(3)]

    def add(self, other: Figures) -> None:
        """Add the figures of an organ to those of the one above it."""
        self.received = [a + b for a, b in zip(self.received, other.received, strict=True)]
        self.carried_in = [a + b for a, b in zip(self.carried_in, other.carried_in, strict=True)]
        self.carried_out = [a + b for a, b in zip(self.carried_out, other.carried_out, strict=True)]
        self.outcomes = [_sum(a, b) for a, b in zip(self.outcomes, other.outcomes, strict=True)]
        self.documents = _sum(self.documents, other.documents)
        self.decisions = _sum(self.decisions, other.decisions)
        self.fees += other.fees
        self.litigation = [_sum(a, b) for a, b in zip(self.litigation, other.litigation, strict=True)]


def _sum(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


class _Organ(NamedTuple):
    """An organ with all that its reports say, by year."""

    stem: str
    """The beginning of its files' names."""
    names: dict[int, str]
    figures: dict[int, Figures]
    texts: dict[int, tuple[list[str], list[str]]]
    """The sentences of 一 and of 五."""


def county(organs: int = 60, seed: int = 2023, *, faults: bool = True) -> County:
    """A county of so many organs, ten at least: its government, the government's office, departments and towns."""
    rng = random.Random(seed)
    names = [f"{PLACE}人民政府办公室"]
    for number in range(organs - 2):
        pool, at = (TOWNS, number // 3) if number % 3 == 2 else (DEPARTMENTS, number - number // 3)
        again = "" if at < len(pool) else f"第{at // len(pool) + 1}"
        words = pool[at % len(pool)]
        names.append(f"{PLACE}{again}{words}" + ("人民政府" if words.endswith("镇") else ""))
    below = [_organ(rng, f"{number:03}", name) for number, name in enumerate(names, 1)]
    expected = set(_plant(below)) if faults else set()
    government = _Organ(
        "000",
        {2022: f"{PLACE}人民政府", 2023: PLACE},
        {year: _total(below, year) for year in YEARS},
        {year: (_sentences(rng, 8), _sentences(rng, 3)) for year in YEARS},
    )
    if faults:
        expected |= set(_plant_in_sums(government, below))
    files = {
        f"{year}/{organ.stem}.txt": report(organ.names[year], year, organ.figures[year], *organ.texts[year])
        for organ in (government, *below)
        for year in YEARS
    }
    files["organs.csv"] = "机关,上级,别名,层级\n" + "".join(
        f"{organ.names[2022]},{'' if organ is government else government.names[2022]},,\n"
        for organ in (government, *below)
    )
    return County(files, frozenset(expected))


def _total(organs: list[_Organ], year: int) -> Figures:
    total = Figures()
    for organ in organs:
        total.add(organ.figures[year])
    return total


def _organ(rng: random.Random, stem: str, name: str) -> _Organ:
    figures: dict[int, Figures] = {}
    for year in YEARS:
        figures[year] = _figures(rng, figures.get(year - 1))
    spelled = {2022: name, 2023: _other_spelling(rng, name)}
    return _Organ(stem, spelled, figures, {year: (_sentences(rng, 7), _sentences(rng, 3)) for year in YEARS})


def _other_spelling(rng: random.Random, name: str) -> str:
    """The same organ as another writer would name it."""
    return rng.choice(
        (
            name,
            name.replace("人民政府", "政府"),
            name.replace("委员会", "委"),
            name.removesuffix("人民政府"),
            name.replace("县", "縣").replace("财", "財").replace("务", "務").replace("设", "設"),
        )
    )


def _figures(rng: random.Random, last: Figures | None) -> Figures:
    made = Figures()
    made.outcomes = [[max(0, rng.randint(-6, 5)) for _ in range(6)] for _ in OUTCOMES]
    made.carried_in = list(last.carried_out) if last is not None else [rng.randint(0, 2) for _ in range(6)]
    handled = [sum(column) for column in zip(*made.outcomes, strict=True)]
    made.received = [
        max(2, done - into + rng.randint(1, 2)) for done, into in zip(handled, made.carried_in, strict=True)
    ]
    # One more of the first outcome for each application that would not be carried over otherwise.
    made.outcomes[0] = [
        first + max(0, new + into - done - 2)
        for first, new, into, done in zip(made.outcomes[0], made.received, made.carried_in, handled, strict=True)
    ]
    handled = [sum(column) for column in zip(*made.outcomes, strict=True)]
    made.carried_out = [
        new + into - done for new, into, done in zip(made.received, made.carried_in, handled, strict=True)
    ]
    in_force = last.documents[2] if last is not None else rng.randint(20, 60)
    issued, repealed = rng.randint(1, 6), rng.randint(0, 3)
    made.documents = [issued, repealed, in_force + issued - repealed]
    made.decisions = [rng.randint(0, 900), rng.randint(0, 90), rng.randint(0, 9)]
    made.fees = rng.randint(0, 9999)
    made.litigation = [[rng.randint(0, 2) for _ in range(4)] for _ in range(3)]
    return made


def _sentences(rng: random.Random, count: int) -> list[str]:
    return ["；".join(rng.choice(SUBJECTS) + rng.choice(DEEDS) for _ in range(rng.randint(2, 4))) for _ in range(count)]


# Faults ----------------------------------------------------------------------------------------------------------


def _plant(organs: list[_Organ]) -> Iterator[Fault]:
    """Eight faults in the reports of the second year; what one organ has too much another lacks, so that sums hold."""
    one, other, *_ = organs
    for organ, more in ((one, 1), (other, -1)):
        figures = organ.figures[2023]
        figures.carried_in[0] += more
        figures.received[0] -= more
        yield Fault(f"2023/{organ.stem}.txt", "carry-over", "applications.carried_in.total")
    for organ, more in ((organs[2], 1), (organs[3], -1)):
        figures = organ.figures[2023]
        for column, much in ((0, more), (1, -more)):
            figures.carried_in[column] += much
            figures.received[column] -= much
        yield Fault(f"2023/{organ.stem}.txt", "carry-over", "applications.carried_in.natural_person")
    for organ, more in ((organs[4], 2), (organs[5], -2)):
        organ.figures[2023].documents[2] += more
        yield Fault(f"2023/{organ.stem}.txt", "documents-carry", "active_disclosure.normative_documents.in_force")
    organs[6].texts[2023][0][:] = organs[6].texts[2022][0]
    yield Fault(f"2023/{organs[6].stem}.txt", "duplicate-text", "")
    organs[8].texts[2023][0][:] = organs[7].texts[2023][0]
    yield Fault(f"2023/{organs[8].stem}.txt", "duplicate-text", "")


def _plant_in_sums(government: _Organ, organs: list[_Organ]) -> Iterator[Fault]:
    """A figure of the government's that is no sum, and an organ that is not in its litigation."""
    government.figures[2022].decisions[0] += 7
    yield Fault("2022/000.txt", "roll-up", "active_disclosure.licensing.decisions")
    organs[1].figures[2023].litigation = [[1, 0, 2, 0], [0, 1, 0, 0], [1, 0, 0, 0]]
    total = _total([organ for organ in organs if organ is not organs[1]], 2023)
    government.figures[2023].litigation = total.litigation
    yield Fault("2023/000.txt", "roll-up", "review_litigation.review.total")


# Reports ---------------------------------------------------------------------------------------------------------


def report(name: str, year: int, figures: Figures, overview: list[str], problems: list[str]) -> str:
    """The report of an organ."""
    text = "".join(f"{sentence}。\n\n" for sentence in overview)
    licensed, fined, forced = figures.decisions
    issued, repealed, in_force = figures.documents
    handled = [sum(column) for column in zip(*figures.outcomes, strict=True)]
    applications = [
        *HEADER,
        row("一、本年新收政府信息公开申请数量\t\t", figures.received),
        row("二、上年结转政府信息公开申请数量\t\t", figures.carried_in),
        row("三、本年度办理结果\t" + OUTCOMES[0], figures.outcomes[0]),
        *(row("\t" + label, each) for label, each in zip(OUTCOMES[1:], figures.outcomes[1:], strict=True)),
        row("\t（七）总计\t", handled),
        row("四、结转下年度继续办理\t\t", figures.carried_out),
    ]
    litigation = "\t".join(str(each) for block in figures.litigation for each in (*block, sum(block)))
    return f"""{name}{year}年政府信息公开工作年度报告

本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。

一、总体情况

{text}二、主动公开政府信息情况

第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t{issued}\t{repealed}\t{in_force}
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t{licensed}\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t{fined}\t\t
行政强制\t{forced}\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t{figures.fees // 100}.{figures.fees % 100:02}\t\t

三、收到和处理政府信息公开申请情况

{chr(10).join(applications)}

四、政府信息公开行政复议、行政诉讼情况

{chr(10).join((*LITIGATION, litigation))}

五、存在的主要问题及改进情况

存在的问题是{"。改进措施是".join(problems)}。

六、其他需要报告的事项

本年度未收取信息处理费。
"""


# Measuring -------------------------------------------------------------------------------------------------------


def main() -> None:
    """Write a county, judge it, and print what was found and how long it took."""
    parser = argparse.ArgumentParser(description="A county of reports with planted faults.")
    parser.add_argument("--organs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--keep", help="write the reports into this folder and leave them there")
    asked = parser.parse_args()
    made = county(asked.organs, asked.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(asked.keep or temporary)
        for name, text in made.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    _measure(made)


def _measure(made: County) -> None:
    from disclint.dossier.abstracts import abstract
    from disclint.dossier.judging import judge_dossier
    from disclint.dossier.organs import parse_organs
    from disclint.engine import Library, Request, judge, read, understand
    from disclint.plugins import find

    library = Library(find(), Request())
    organs = parse_organs(made.files["organs.csv"].encode(), "organs.csv")
    reports = []
    single = kept = 0.0
    size = 0
    judge(understand(read("warm.txt", next(iter(made.files.values())).encode(), library), library))
    for name, text in made.files.items():
        if name == "organs.csv":
            continue
        start = process_time()
        file = judge(understand(read(name, text.encode(), library), library))
        middle = process_time()
        assert file.filing is not None, file.failures
        assert file.pack is not None
        reports.append((abstract(file.filing, file.pack, name), file.pack))
        single, kept = single + middle - start, kept + process_time() - middle
        size += sum(len(bytes(packed)) for _, packed in reports[-1][0].forms)
        size += sum(len(section.sentences) for section in reports[-1][0].sections)
    start = process_time()
    said = judge_dossier(reports, organs)
    judged = process_time() - start
    found = {
        Fault(path, each.diagnostic.rule, ".".join(each.diagnostic.cell or ()))
        for path, findings in said.findings.items()
        for each in findings
    }
    print(f"reports            {len(reports)}, {sum(map(len, made.files.values())) // len(reports)} characters each")
    print(f"faults planted     {len(made.faults)}")
    print(f"  found            {len(made.faults & found)}")
    print(f"  invented         {len(found - made.faults)}")
    print(f"single reports     {single * 1000 / len(reports):.2f} ms each")
    print(f"abstracts          {kept * 1000 / len(reports):.2f} ms each, {size // len(reports)} bytes each")
    print(f"between reports    {judged * 1000 / len(reports):.2f} ms each")
    print(f"both together      {(kept + judged) / single * 100:.1f} % of the single reports")


if __name__ == "__main__":
    main()
