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

# bot/needs.yaml
NEEDS = (
    N_("Food"),
    N_("Gas, electricity and water"),
    N_("Grants and urgent costs"),
    N_("Forms and letters"),
    N_("Advice on benefits"),
    N_("Debt"),
    N_("Housing"),
    N_("Mental health and wellbeing"),
    N_("Drink, drugs and gambling"),
    N_("Abuse at home"),
    N_("Children and families"),
    N_("Work, training and volunteering"),
)

# bot/troubles.yaml: what each is called, and what to do about it
TROUBLES = (
    N_("thoughts of harming yourself"),
    N_(
        "Tell somebody today. The numbers above are there day and night. "
        "Then tell your doctor or your mental health team."
    ),
    N_("somebody who hurts or controls you"),
    N_("Talk to the abuse line above before you change anything. You can tell Universal Credit in private."),
    N_("no food or money"),
    N_("Ask for food and urgent money today, and for an advance if your first payment has not come."),
    N_("nowhere settled to live"),
    N_(
        "Ask your council for homelessness help now, or in Northern Ireland the Housing Executive. "
        "Sleeping on sofas counts."
    ),
    N_("rent you owe, or losing your home"),
    N_("Keep any notice and do not leave yet. Ask your council and a housing adviser for help before its date."),
    N_("no heating or power"),
    N_("Tell your supplier today, and ask for a fuel voucher. They can put credit on a meter."),
    N_("a sanction, or money that has stopped"),
    N_(
        "Write the reason in your journal today and do what was asked. "
        "Ask for a hardship payment and challenge the decision."
    ),
    N_("a decision about your health or a benefit"),
    N_("Note its date. Ask for a mandatory reconsideration before the time limit in the letter."),
    N_("a job that ended"),
    N_("If you have no claim yet, claim today, as the money starts from that day. Ask about new-style JSA too."),
    N_("how low or anxious you feel"),
    N_(
        "Ask your doctor for a fit note and report it in your account. "
        "That can lift your tasks and may add money later."
    ),
    N_("your health"),
    N_("Ask your doctor for a fit note and report it in your account, from its first day."),
    N_("drink, drugs or gambling"),
    N_("Your doctor can send you to free help. While you are in treatment, ask for your tasks to be lifted."),
    N_("what the jobcentre asks of you"),
    N_("Write in your journal what is too much and why, and ask for fewer tasks while you sort the rest."),
    N_("debts"),
    N_("Call a free debt adviser before you pay or borrow. Ask Universal Credit to take less if it takes for debts."),
    N_("a relationship that ended, or a death"),
    N_("Report the change in your account. Work search can be lifted for a time after a death."),
    N_("somebody you look after"),
    N_("Say in your account that you care for them, for how many hours. It can add money and cut your tasks."),
    N_("letters and forms"),
    N_("Ask an adviser to open them with you. You can let somebody speak for you."),
    N_("police, court or probation"),
    N_("Tell your work coach the dates, so that nothing clashes. Ask for your tasks to be lifted where it must be."),
    N_("being on your own with it"),
    N_("Ask a local adviser or charity to go with you. You may bring somebody to every appointment."),
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
