"""Random figures that satisfy every relation of the law, as reports have them: mostly zeros, some small, few large."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from tests.damage.layouts import Key
from tests.damage.official import APPLICANTS, OUTCOMES, SUITS, application_rows

__all__ = ["SIGNS", "Figures", "active_disclosure", "applications", "review_litigation"]

Figures = dict[Key, int]

SIGNS = ("word", "sign", "bare")
_PEOPLE = [key for key, _ in APPLICANTS[:-1]]


def applications(rng: Random, edition: str) -> Figures:
    """The figures of ``applications``: rows add up, outcomes add up, and what came in is what went out or stays."""
    rows = application_rows(edition)
    outcomes = [row.key for row in rows if row.outcome]
    weights = [40 if key == "granted" else 8 if key.startswith(("partly", "unable_not")) else 2 for key in outcomes]
    figures: Figures = {("applications", row.key, column): 0 for row in rows for column, _ in APPLICANTS}
    size = rng.choices((0, 3, 15, 120, 900), (30, 35, 20, 11, 4))[0]
    for column in _PEOPLE:
        most = size if column == "natural_person" else rng.choice((0, 0, 0, 1, size // 4, size // 2))
        received = rng.randint(0, most) if most else 0
        carried_in = rng.choice((0, 0, 0, 1, 2, received // 10)) if size else 0
        carried_out = min(rng.choice((0, 0, 1, 2, received // 8)), received + carried_in)
        figures["applications", "received", column] = received
        figures["applications", "carried_in", column] = carried_in
        figures["applications", "carried_out", column] = carried_out
        results = received + carried_in - carried_out
        figures["applications", "results_total", column] = results
        for key in rng.choices(outcomes, weights, k=results):
            figures["applications", key, column] += 1
    for row in rows:
        figures["applications", row.key, "total"] = sum(figures["applications", row.key, column] for column in _PEOPLE)
    return figures


def review_litigation(rng: Random) -> Figures:
    """The figures of ``review_litigation``: the four outcomes of each kind of case make its total."""
    figures: Figures = {}
    for suit in SUITS:
        most = rng.choices((0, 2, 9, 60), (55, 28, 13, 4))[0]
        parts = [rng.choice((0, rng.randint(0, most))) for _ in OUTCOMES[:-1]]
        for (outcome, _), figure in zip(OUTCOMES, [*parts, sum(parts)], strict=True):
            figures["review_litigation", suit, outcome] = figure
    return figures


def active_disclosure(rng: Random, edition: str, *, rule_making: bool) -> dict[Key, str]:
    """The texts of ``active_disclosure`` as an organ prints them, signs and units included."""
    size = rng.choices((0, 20, 700, 130000), (15, 35, 40, 10))[0]
    texts: dict[Key, str] = {}

    def put(row: str, columns: Iterable[str], figures: Iterable[int | str]) -> None:
        for column, figure in zip(columns, figures, strict=True):
            texts["active_disclosure", row, column] = str(figure)

    if edition == "form_2021":
        for row, most in (("rules", 6 if rule_making else 0), ("normative_documents", min(size, 40))):
            issued = rng.randint(0, most)
            repealed = rng.randint(0, most)
            put(row, ("issued", "repealed", "in_force"), (issued, repealed, issued + rng.randint(0, 2 * most)))
        for row in ("licensing", "penalties", "coercion"):
            put(row, ("decisions",), (rng.choice((0, rng.randint(0, size), rng.randint(0, size))),))
        amount = rng.choice(
            ("0", str(rng.randint(1, 4000)), f"{rng.randint(1, 900)}.{rng.randint(1, 9999):04d}", "36.5")
        )
        put("fees", ("fee_amount",), (amount,))
        return texts

    for row, most in (("rules", 6 if rule_making else 0), ("normative_documents", min(size, 40))):
        made = rng.randint(0, most)
        newly = rng.randint(0, made)
        put(row, ("made", "newly_public", "public_total"), (made, newly, newly + rng.randint(0, 2 * most)))
    style = rng.choice(SIGNS)
    for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
        before = rng.randint(0, size)
        delta = rng.choice((0, rng.randint(-(before // 3), before // 3)))
        figures = (before, _signed(rng, delta, style), rng.randint(0, size))
        put(
            row,
            ("prev_items", "delta") if row == "fees" else ("prev_items", "delta", "decisions"),
            figures[: 2 if row == "fees" else 3],
        )
    items = rng.choice((0, rng.randint(1, 90)))
    unit = rng.choice(("万元", "万元", " 万元"))
    amount = rng.choice((f"{rng.randint(1, 30000)}", f"{rng.randint(1, 900)}.{rng.randint(1, 99):02d}", "75.5"))
    put("procurement", ("procurement_items", "procurement_amount"), (items, f"{amount}{unit}" if items else "0"))
    return texts


def _signed(rng: Random, delta: int, style: str) -> str:
    if delta == 0:
        return "0"
    if style == "word":
        return f"{'增' if delta > 0 else '减'}{rng.choice(('', ' '))}{abs(delta)}"
    if style == "sign":
        return f"{delta:+d}"
    return str(delta)
