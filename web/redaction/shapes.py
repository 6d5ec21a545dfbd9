"""What is known by its shape, or by its shape after a word: numbers, mailboxes, addresses, references."""

from __future__ import annotations

import re

from web.redaction.pattern import pattern


def _is_reference(text: str) -> bool:
    """Enough digits for a number that stands for one person, and neither a date nor money."""
    digits = sum(letter.isdigit() for letter in text)
    return digits >= 5 and not _DATE.fullmatch(text) and not _MONEY.fullmatch(text)


def _is_long_reference(text: str) -> bool:
    """The same where no word like "number" says so: with letters in it, or longer than a sum of money."""
    return _is_reference(text) and bool(_LONG.search(text) or re.search(r"[A-Za-z]", text))


def _is_no_day(text: str) -> bool:
    """ "12nov2026" is a day."""
    return not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?[a-z]{3,9}\d{2,4}", text, re.IGNORECASE)


_LONG = re.compile(r"\d[\d/-]{5,}\d")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}|\d{4}-\d\d-\d\d|\d{4}[-/]\d\d")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d\d?)?|\d+\.\d\d?")

# A number starts here, and is not the end of a longer one or of a sum; and it ends here.
_STARTS = r"(?<![\d£])(?<!\d[.,/-])"
_ENDS = r"(?!\d|[.,]\d)"
# Days look like sort codes and telephone numbers: "01-11-26", "12/03/2019 14 ...".
_NO_DAY = r"(?!(?:0[1-9]|[12]\d|3[01])(?P<between>[-–./ ])(?:0[1-9]|1[0-2])(?P=between)(?:19|20)?\d\d(?!\d))"

# Mailboxes, also as they are spelt out: "name at mail dot com". Many a word before "at" is none.
_MAILBOX = r"(?<![\w.+%'-])[\w.+%'-]{1,64}"
_SPELT_MAILBOX = (
    r"(?<![\w.+%'-])(?!(?:look|apply|go|find|see|check|read|it|is|claim|website|online|up|page|site|work|works|info) )"
    r"(?:[\w+%'-]{1,64} (?:dot|underscore|dash) ){0,2}[\w.+%'-]{1,64}"
)
_AT = r"(?: ?@ ?| at | ?[\[(]at[\])] ?)"
_DOT = r"(?: dot | \. |\.| ?[\[(]dot[\])] ?)"
_MAILERS = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|btinternet|protonmail|aol)"

# The digits of a National Insurance number as they are mistyped, and at least four that are digits.
_SIX_DIGITS = r"(?=(?:\D{0,4}\d){4})\d(?:[ ._-]{0,2}[\dOILS]){5}"
# Two letters before a number that are a word: "of 145000 a year".
_NO_WORD = r"(?!(?:am|an|as|at|be|by|do|go|he|hi|id|if|in|is|it|me|my|no|of|ok|on|or|sc|so|to|uc|uk|up|us|we|wk)\b)"
_INSURANCE = r"\b(?:ni|nino|nat(?:ional)? ins\w{0,8})\b[^\d\n]{0,30}\b"
_NINO = rf"[A-Z]{{2}}[ ._-]{{0,2}}{_SIX_DIGITS}"

_WORDS = r"[^\d\n]{0,25}"
_SORT_CODE = r"\d\d ?[.\-–/]? ?\d\d ?[.\-–/]? ?\d\d(?! \d\d(?!\d))"
_ACCOUNT = r"(?:\d{4}[ -]?\d{3,4}|\d\d(?: \d\d){3})"
_BANK = (
    r"\b(?:sort(?:[ -]?code)?|s/?c|bank(?: details| account)?|acc(?:oun)?t?|a/c|barclays|halifax|hsbc|lloyds|monzo|"
    r"nationwide|natwest|rbs|revolut|santander|starling|tsb)\b"
)

_ROAD = (
    r"(?:(?:street|st|road|rd|avenue|ave|lane|ln|crescent|terrace|gardens|grove)|"
    r"(?-i:Close|Court|Drive|Way|Place|Square|Hill|Park|Mews|View|Walk))\b"
)
_ROAD_NAME = (
    r"(?:(?!(?-i:a|an|per|month|week|for|to|of|my|on|in|at|is|from|miles?|quid|pounds?|and|kids?|beds?|bedroom|"
    r"hours?|days?|weeks?|times|each|the|near) )[a-z][\w'’-]{0,20} ){1,4}"
)
_HOUSE = rf"\b(?:flat (?:\d{{1,3}}[a-z]?|[a-z]),? )?\d{{1,4}}[a-d]?,? {_ROAD_NAME}{_ROAD}"
_WAY = r"(?:[a-z]{2,20} ){1,4}(?:close|court|drive|way|place|square|hill|park|mews|view|walk)"
_OUTWARD = r"[A-Z]{1,2}\d[A-Z\d]?\b"
# "p45 1st", "uc50 2nd", "m6 5am": times and places in a row, no ends of postcodes.
_INWARD = r"(?!1st|2nd|3rd|\dth|\d[ap]m|\dhr|\dwk)(?:\d|(?-i:O(?=[A-Z]{2}\b)))[A-Z]{2}\b"

# What a number is of: with a word for "number" beside it, or alone.
_OF_NUMBER = (
    r"\b(?:num(?:ber)?|ref(?:erence)?|id|(?:claim|case|court|policy|account|acc|complaint|licence|fine|roll) no)\b"
)
_OF_CASE = (
    r"\b(?:account|acc|acct|a/c|claim|case|court|tribunal|appeal|journal|council tax|ct|pip|mr|uc|dwp|cms|debt|bailiff|"
    r"application|tenancy|rent|customer|policy|crn|urn|complaint|crime|fine|notice|passport|licence|license|nhs|letter|"
    r"payroll|ticket|brp|home office|roll|decision|utr|entry|tax|police|no|member|incident|"
    r"agreement|loan|council|water|gas|electric(?:ity)?|hearing|housing|homeless\w{0,4}|enforcement|id|code)\b"
)
_IS = r"(?:[ :=#.-]{1,3}(?:is|was|its|it's|number|no|id|ref|of)\b){0,3}[ :=#.-]{0,3}"
_REFERENCE = (
    r"\b(?P<it>(?:[A-Z]{1,8}[/-]|(?-i:[A-Z]{1,3} ))?(?=[A-Z/.-]{0,12}\d)[A-Z\d]{1,24}(?:[/.-][A-Z\d]{1,24}){0,6}"
    r"(?: \d[\dA-Z/-]{1,12}){0,4})\b"
)

SHAPES = (
    pattern("link", r"https?://\S+"),
    pattern("email", rf"{_MAILBOX}@[a-z][\w-]{{0,62}}(?:[.,][\w-]{{1,63}}){{0,5}}"),
    pattern("email", rf"{_MAILBOX}{_AT}{_MAILERS}\b(?:{_DOT}[a-z]{{2,4}}\b){{0,2}}"),
    pattern("email", rf"{_SPELT_MAILBOX}{_AT}(?!gov\b)[a-z0-9-]{{1,63}}{_DOT}[a-z]{{2,24}}(?:{_DOT}[a-z]{{2,8}}\b)?"),
    pattern("national insurance number", rf"\b{_NO_WORD}{_NINO}[ ._-]{{0,2}}[A-D]\b"),
    pattern("national insurance number", rf"{_INSURANCE}(?P<it>{_NINO})(?!\w)"),
    pattern("national insurance number", rf"\b{_NO_WORD}{_NINO}(?!\w)"),
    pattern("bank details", r"\b(?=(?:[A-Z ]{0,8}\d){10})[A-Z]{2}\d\d ?(?:[A-Z\d]{4} ?){2,7}[A-Z\d]{0,4}\b"),
    pattern("bank details", r"\b(?:card|visa|amex|debit|number)\D{0,25}(?P<it>\d(?:[ -]?\d){12,18})(?!\d)"),
    pattern("bank details", r"\b(?:card|acc(?:oun)?t?|a/c)\b\D{0,20} end(?:s|ing)?(?: in| with)? (?P<it>\d{3,4})\b"),
    pattern("bank details", rf"{_STARTS}[3-6]\d{{3}}(?P<gap>[ -]?)\d{{4}}(?P=gap)\d{{4}}(?P=gap)\d{{1,7}}(?!\d)"),
    pattern("bank details", rf"(?<!\d)(?P<it>{_SORT_CODE})[ ,/]{{1,3}}(?P<it2>{_ACCOUNT})(?!\d)"),
    pattern("bank details", rf"{_BANK}{_WORDS}(?P<it>{_SORT_CODE})(?!\d)(?:{_WORDS}(?P<it2>{_ACCOUNT})(?!\d))?"),
    pattern("bank details", rf"{_BANK}[^\d\n£]{{0,25}}(?P<it>{_ACCOUNT})(?!\d)"),
    pattern("bank details", rf"(?<![\d.–-]){_NO_DAY}\d\d(?P<gap>[-–.])\d\d(?P=gap)\d\d(?![\d–-])"),
    pattern("phone number", r"(?:\+|\b00)44(?:[ ().-]{0,3}[\dO]){9,11}(?!\d)"),
    pattern("phone number", rf"{_STARTS}{_NO_DAY}(?:\(?0|\bO(?=\d))(?:[ ().\-/]{{0,2}}[\dO]){{9,10}}{_ENDS}"),
    pattern("phone number", rf"{_STARTS}7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}{_ENDS}"),
    pattern("reference", r"\b[A-F\d]{8}-(?:[A-F\d]{4}-){3}[A-F\d]{12}\b"),
    pattern("reference", r"\bSC ?\d{3}/\d\d/\d{4,5}\b"),
    # A claim in the county court: eight letters and digits.
    pattern("reference", r"\b(?-i:(?=(?:[A-Z]{0,5}\d){3})(?=(?:\d{0,5}[A-Z]){3})[A-Z\d]{8})\b"),
    pattern("reference", r"\b(?:incident|crime|log) (?:no|num(?:ber)?|ref)\.? ?(?P<it>\d{1,6} of \d[\d/.-]{4,9})"),
    pattern("reference", r"\bshare code\W{1,5}(?:is )?(?P<it>[A-Z\d]{3} ?[A-Z\d]{3} ?[A-Z\d]{3})\b"),
    pattern("reference", rf"{_OF_NUMBER}{_IS}{_REFERENCE}", _is_reference),
    pattern("reference", rf"{_OF_CASE}{_IS}{_REFERENCE}", _is_long_reference),
    # Letters and then five digits or more, or letters between digits, whatever stands before.
    pattern("reference", r"\b(?=(?:[A-Z/-]{0,8}\d){5})[A-Z]{1,6}[-/]?[A-Z\d]{1,20}(?:[-/][A-Z\d]{1,20}){0,5}\b"),
    pattern("reference", r"\b(?!\d{1,2}x\d)(?=(?:[A-Z]{0,4}\d){5})\d{1,8}[A-Z]{1,4}\d[A-Z\d]{0,20}\b", _is_no_day),
    # Seven digits are money only as round thousands.
    pattern("number", rf"{_STARTS}(?:\d{{8,}}|(?!\d{{4}}000)\d{{7}}){_ENDS}"),
    pattern("address", rf"{_HOUSE}(?:,?(?: [a-z]{{2,20}},?)? {_OUTWARD}(?! ?\d[A-Z]{{2}}\b))?"),
    pattern("address", rf"\b\d{{1,4}}[a-d]?,? {_WAY},? {_OUTWARD}"),
    pattern("postcode", rf"\b(?:GIR ?0AA|[A-Z]{{1,2}}\d[A-Z\d]?[ -]{{0,2}}{_INWARD})"),
    pattern("postcode", rf"\bpost ?code(?: area)?(?: is)?[ :]{{1,2}}(?P<it>{_OUTWARD})"),
    pattern("postcode", rf"\b(?P<it>{_OUTWARD}) (?:post ?code|area)\b"),
)
