"""Words of the catalogue that stand in data or in the rules, which know no language: questions, lines, hours.

Where one of these is said it is looked up like any other; a test keeps the list whole.
"""

from __future__ import annotations

from bot.languages import N_

# bot/contacts.yaml
HOURS = (
    N_("every day of the year"),
    N_("free, day and night"),
    N_("choose the mental health option"),
    N_("press 2"),
    N_("Monday to Friday, 8am to 6pm"),
    N_("Monday to Friday, 9am to 5pm"),
    N_("Monday to Friday 8am to 8pm, Saturday 8am to 4pm"),
    N_("Monday to Friday 9am to 8pm, Saturday 9.30am to 1pm"),
)

# bot/answer_files.py: the subjects of the statement of rights
GROUPS = (
    N_("money"),
    N_("time"),
    N_("being heard"),
    N_("health and access"),
    N_("work and training"),
    N_("privacy"),
    N_("challenge"),
    N_("dignity"),
)

# rules/not_known
QUESTIONS = (
    N_("Do you live with a partner?"),
    N_("How old are you?"),
    N_("How old is your partner?"),
    N_("Do any children live with you? How old are they?"),
    N_("Do you pay for registered childcare, and if so how much?"),
    N_("Do you live in England, Wales, Scotland or Northern Ireland?"),
    N_("Do you pay rent, and if so how much, and to whom?"),
    N_("Who is your landlord: the council or a housing association, or somebody else?"),
    N_("How much is your rent?"),
    N_("How many bedrooms does your home have?"),
    N_("Which area do you rent in (the broad rental market area), or how much is the Local Housing Allowance?"),
    N_("Do you live in Greater London?"),
    N_("How much do you have in savings and investments?"),
    N_("Do you get any other money, such as a pension, Carer's Allowance, new-style JSA or ESA?"),
    N_("How much do you earn after tax?"),
    N_("How much does your partner earn after tax?"),
    N_("Is your pay before or after tax?"),
    N_("Who looks after the children most?"),
    N_("Has the jobcentre decided that you have limited capability for work (LCW or LCWRA)?"),
    N_("Has the jobcentre decided that your partner has limited capability for work (LCW or LCWRA)?"),
    N_("Did the award have the LCWRA element, or was a health assessment awaited, before 6 April 2026?"),
    N_("Do you care for somebody disabled for 35 hours a week or more?"),
    N_("Does your partner care for somebody disabled for 35 hours a week or more?"),
)

# rules/universal_credit: the names of the lines of an award
LINES = (
    N_("Standard allowance"),
    N_("LCWRA element"),
    N_("LCW element"),
    N_("Carer element"),
    N_("Housing costs element"),
    N_("Childcare costs element"),
    N_("Transitional element"),
    N_("Maximum amount"),
    N_("Taken away for earnings"),
    N_("Taken away for savings"),
    N_("Taken away by the benefit cap"),
    N_("Taken away by a sanction"),
    N_("Taken away for debts"),
    N_("Advance paid back"),
    N_("Your award"),
    N_("What is paid"),
)
