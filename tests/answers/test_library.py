"""Answers with their figures of a day and their contacts of a nation, and the search among them."""

from datetime import date
from decimal import Decimal

import pytest

import rules
from bot.answer_files import AnswerFile, Reviewed, Source
from bot.answers import Library, NoContact, UnknownAnswer, UnknownPlaceholder
from bot.answers.contacts import Contact
from bot.answers.figures import in_words
from bot.answers.search import Search

TODAY = date(2026, 11, 23)
EVERYWHERE = ("england", "wales", "scotland", "northern_ireland")


def answer(text="Yes.", answer_id="one", jurisdiction=EVERYWHERE, questions=("how is this asked",)):
    source = Source("Regulations", "https://www.legislation.gov.uk/uksi/2013/376", TODAY, "reg 22")
    reviewed = Reviewed(TODAY, date(2027, 4, 12))
    return AnswerFile(
        answer_id, "Title", ("taper_rate",), questions, jurisdiction, (source,), reviewed, text, version="0" * 64
    )


def contact(name, nations=EVERYWHERE, **others):
    return Contact(name, "0800 000 000", nations, "help", "https://example.org", TODAY, **others)


CONTACTS = {
    "listeners": (contact("Listeners", hours="day and night"),),
    "texts": (contact("Texts", text="HELLO"),),
    "emergency": (Contact("999", "999", EVERYWHERE, "danger", "https://example.org", TODAY),),
    "homes": (contact("Homes", ("england", "wales")), contact("Houses", ("scotland",))),
    "local": (contact("Local", ("england",)),),
}


def library(*answers):
    return Library({one.id: one for one in answers}, CONTACTS)


def said(text, nation="england", on=TODAY, **keys):
    return library(answer(text, **keys)).render("one", on, nation).text


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("424.90", "pounds per assessment period", "£424.90"),
        ("16000", "pounds", "£16,000"),
        ("27.05", "pounds per week", "£27.05"),
        ("0.55", "share", "55%"),
        ("1", "share", "100%"),
        ("24", "months", "24 months"),
        ("1", "months", "1 month"),
        ("7", "days", "7 days"),
        ("25", "years", "25 years"),
        ("35", "hours per week", "35 hours a week"),
        ("2", "count", "2"),
    ],
)
def test_a_rate_in_words(value, unit, words):
    rate = rules.Rate("a.b", "label", unit, Decimal(value), TODAY, "law", "https://example.org")
    assert in_words(rate) == words


def test_a_rate_is_that_of_the_day_and_is_named_with_its_law():
    text = "It is {universal_credit.standard_allowance_single_25_or_over} a month."
    assert said(text) == "It is £424.90 a month."
    assert said(text, on=date(2025, 11, 23)) == "It is £400.14 a month."
    [rate] = library(answer(text)).render("one", TODAY).rates
    assert rate.name == "universal_credit.standard_allowance_single_25_or_over"
    assert rate.start == date(2026, 4, 6)
    assert "reg 36" in rate.law
    assert rate.url.startswith("https://")


def test_the_first_day_of_a_rate():
    assert said("Since {universal_credit.lcwra_lower.start}.") == "Since 6 April 2026."


def test_a_figure_worked_out_from_a_rate_names_the_rate():
    text = "{figure.taken_from_each_pound} goes, {figure.kept_from_each_pound} stays."
    rendered = library(answer(text)).render("one", TODAY)
    assert rendered.text == "55p goes, 45p stays."
    assert [rate.name for rate in rendered.rates] == ["universal_credit.taper"]


def test_a_day_without_a_rate_is_refused_and_not_guessed():
    with pytest.raises(rules.NoRate):
        said("{universal_credit.lcwra_higher}", on=date(2031, 1, 1))


@pytest.mark.parametrize("name", ["universal_credit.tapr", "figure.nothing", "contact.nobody", "weather.today"])
def test_an_unknown_placeholder_is_refused_by_name(name):
    with pytest.raises(UnknownPlaceholder, match=name):
        said(f"It is {{{name}}}.")


def test_contacts_in_words():
    assert said("Call {contact.listeners}.") == "Call Listeners on 0800 000 000 (day and night)."
    assert said("Use {contact.texts}.") == "Use Texts: text HELLO to 0800 000 000."
    assert said("Call {contact.emergency}.") == "Call 999."


def test_a_contact_of_the_nation():
    assert said("Call {contact.homes}.", "wales") == "Call Homes on 0800 000 000."
    assert said("Call {contact.homes}.", "scotland") == "Call Houses on 0800 000 000."


def test_without_a_nation_every_line_says_where_it_serves():
    words = "in England and Wales, Homes on 0800 000 000; in Scotland, Houses on 0800 000 000"
    assert said("Call {contact.homes}.", None) == f"Call {words}."


def test_an_answer_for_one_nation_names_that_nations_line():
    assert said("Call {contact.homes}.", None, jurisdiction=("scotland",)) == "Call Houses on 0800 000 000."


def test_a_contact_that_does_not_serve_the_nation_is_refused():
    with pytest.raises(NoContact):
        said("Call {contact.local}.", "northern_ireland")


def test_the_version_of_a_nation():
    shared = answer(answer_id="pay", jurisdiction=("england", "wales"))
    scottish = answer(answer_id="pay_scotland", jurisdiction=("scotland",))
    answers = library(shared, scottish)
    assert answers.for_nation("pay", "scotland") == "pay_scotland"
    assert answers.for_nation("pay_scotland", "wales") == "pay"
    assert answers.for_nation("pay", None) == "pay"
    assert answers.for_nation("pay_scotland", "northern_ireland") == "pay_scotland"


def test_an_answer_that_does_not_exist():
    with pytest.raises(UnknownAnswer, match="nothing"):
        library(answer()).render("nothing", TODAY)


def test_search_forgives_spelling_and_keeps_to_the_nation():
    answers = library(
        answer(answer_id="rent", questions=("does it pay my rent", "landlord and rent")),
        answer(answer_id="rent_scotland", jurisdiction=("scotland",), questions=("rent paid in scotland",)),
        answer(answer_id="savings", questions=("how much savings can i have", "money in the bank")),
    )
    assert answers.search("much savngs allowd", "england")[0].id == "savings"
    assert "rent_scotland" not in [found.id for found in answers.search("rent scotland", "england")]
    assert answers.search("rent scotland", "scotland")[0].id == "rent_scotland"
    assert len(answers.search("rent savings", limit=1)) == 1


def test_the_same_words_are_very_like_and_other_words_are_not_found():
    search = Search({"rent": ["does it pay my rent"], "savings": ["bank savings"]})
    [(name, likeness)] = search.find("does it pay my rent")
    assert name == "rent"
    assert 0.9 < likeness <= 1
    assert search.find("xylophone") == []
    assert search.find("") == []


def test_a_day_whose_rates_are_not_known_gets_no_figure_and_says_so():
    from datetime import date

    from bot.answers import Library
    from bot.answers.replies import payload

    reply = payload(Library.load(), "lcwra_amount", date(2030, 1, 1), None, "answered")
    assert reply["status"] == "not_sure"
    assert "£" not in reply["text"]
    assert reply["sources"]


def test_an_answer_that_an_adviser_has_to_check_says_so():
    from datetime import date

    from bot.answers import Library
    from bot.answers.replies import payload

    library, on = Library.load(), date(2026, 11, 23)
    assert "An adviser still has to check" in payload(library, "terminal_illness", on, None, "answered")["text"]
    assert "An adviser still has to check" not in payload(library, "taper_rate", on, None, "answered")["text"]
