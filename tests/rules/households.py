"""Households for the property tests: every circumstance known, any mix that can occur."""

from datetime import date

from hypothesis import strategies as st


def money(top):
    return st.integers(0, top * 100).map(lambda pence: pence / 100)


def monthly(top):
    return st.fixed_dictionaries({"amount": money(top), "per": st.just("month")})


def allowance():
    """A Local Housing Allowance that some area could have."""
    amounts = st.integers(70_000, 150_000).map(lambda pence: pence / 100)
    return st.fixed_dictionaries({"amount": amounts, "per": st.just("month")})


def jobs():
    return st.lists(
        st.fixed_dictionaries(
            {"amount": money(2500), "per": st.just("month"), "basis": st.sampled_from(["gross", "net"])}
        ),
        max_size=1,
    )


def adults(couple):
    one = st.fixed_dictionaries(
        {
            "age": st.integers(18, 64),
            "health": st.one_of(
                st.fixed_dictionaries({"group": st.sampled_from(["none", "lcw"])}),
                st.fixed_dictionaries(
                    {"group": st.just("lcwra"), "protection": st.sampled_from(["none", "award_before_april_2026"])}
                ),
            ),
            "carer": st.booleans(),
            "earnings": jobs(),
            "receives": st.lists(st.sampled_from(["pip_daily_living_standard", "blind_registered"]), max_size=1),
        }
    )
    return st.lists(one, min_size=1, max_size=2 if couple else 1)


def children():
    return st.lists(
        st.fixed_dictionaries(
            {
                "birth_date": st.dates(date(2009, 1, 1), date(2026, 10, 1)).map(str),
                "sex": st.sampled_from(["female", "male"]),
                "disability": st.sampled_from(["none", "none", "none", "lower", "higher"]),
                "in_education": st.just(True),
                "childcare": monthly(900),
            }
        ),
        max_size=4,
    )


def housing():
    return st.one_of(
        st.fixed_dictionaries(
            {"tenure": st.just("private"), "rent": monthly(1500), "lha": allowance(), "non_dependants": others()}
        ),
        st.fixed_dictionaries(
            {
                "tenure": st.just("private"),
                "rent": monthly(1500),
                "brma": st.sampled_from(["Leeds", "Inner South East London"]),
            }
        ),
        st.fixed_dictionaries(
            {
                "tenure": st.just("social"),
                "rent": monthly(900),
                "bedrooms": st.integers(1, 5),
                "non_dependants": others(),
            }
        ),
        st.fixed_dictionaries({"tenure": st.sampled_from(["owner", "none"])}),
    )


def others():
    return st.lists(st.fixed_dictionaries({"age": st.integers(18, 80)}), max_size=2)


def incomes():
    kinds = ["carers_allowance", "new_style_jsa", "maternity_allowance", "occupational_pension", "child_maintenance"]
    return st.lists(
        st.fixed_dictionaries({"kind": st.sampled_from(kinds), "amount": money(150), "per": st.just("week")}),
        max_size=2,
    )


def households(couple=True):
    return st.fixed_dictionaries(
        {
            "nation": st.sampled_from(["england", "wales", "scotland", "northern_ireland"]),
            "in_greater_london": st.just(False),
            "adults": adults(couple),
            "children": children(),
            "housing": housing(),
            "savings": money(17000),
            "other_income": incomes(),
        }
    )
