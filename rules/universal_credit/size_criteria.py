"""How many bedrooms a renter is entitled to: UC Regs 2013 Sch 4 paras 8 to 12."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.household import Child
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import Setting


@dataclass(frozen=True, slots=True)
class Rooms:
    """A number of bedrooms and, in words, who they are for."""

    number: int
    why: str


def bedrooms(claim: Claim) -> Rooms:
    """One for the adults, for each young person and non-dependant, for children who can share; and extra rooms."""
    housing = claim.household.housing
    setting = claim.setting
    children = [child for child in claim.children if not _grown(child, setting)]
    young_people = len(claim.children) - len(children)
    non_dependants = len(claim.grown_children) + (len(housing.non_dependants) if housing else 0)
    wanted = [
        (1, "you" if len(claim.adults) < 2 else "you and your partner"),
        (children_rooms(children, setting), "the children" if len(children) > 1 else "the child"),
        (young_people, "each young person of 16 to 19"),
        (non_dependants, "each other grown-up who lives there"),
    ]
    if housing:
        wanted += [
            (int(housing.overnight_carer), "a carer who stays overnight"),
            (int(housing.foster_parent), "foster children"),
            (int(housing.couple_cannot_share and len(claim.adults) == 2), "a couple who cannot share"),
        ]
    total = sum(number for number, _ in wanted)
    parts = ", ".join(f"{number} for {whom}" for number, whom in wanted if number)
    return Rooms(total, f"{total} bedroom{'s' if total > 1 else ''} counted: {parts}")


def children_rooms(children: Iterable[Child], setting: Setting) -> int:
    """The fewest rooms for children under 16 (para 10): two of one sex share, and any two under 10.

    A child who needs a room of their own because of a disability has it (para 12(6)). Where the sex of a child is not
    known it fits with nobody of 10 or over.
    """
    apart, girls, boys, others = 0, 0, 0, 0
    young_girls = young_boys = young_others = 0
    limit = setting.rate("renting.any_two_children_share_until").value
    for child in children:
        young = (setting.age(child) or 0) < limit
        if child.needs_own_room:
            apart += 1
        elif child.sex == "female":
            young_girls, girls = young_girls + young, girls + (not young)
        elif child.sex == "male":
            young_boys, boys = young_boys + young, boys + (not young)
        else:
            young_others, others = young_others + young, others + (not young)
    rooms = apart + others
    for older, younger in ((girls, young_girls), (boys, young_boys)):
        rooms += (older + 1) // 2
        young_others += younger - (1 if older % 2 and younger else 0)
    return rooms + (young_others + 1) // 2


def _grown(child: Child, setting: Setting) -> bool:
    return (setting.age(child) or 0) >= setting.rate("renting.children_share_until").value
