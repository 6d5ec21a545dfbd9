"""What identifies a person is taken out; what the conversation is about stays."""

import pytest

from web.redaction import redact


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my nino is QQ123456C ok", "QQ123456C"),
        ("nino qq 12 34 56 c", "12 34 56"),
        ("call 07700 900123", "900123"),
        ("call +44 7700 900123", "900123"),
        ("ring me on (020) 7946 0958", "7946"),
        ("mail me: jo.smith+uc@example.co.uk", "jo.smith"),
        ("i live at LS1 4AP", "LS1 4AP"),
        ("postcode m1 1ae", "m1 1ae"),
        ("sort code 12-34-56", "12-34-56"),
        ("account 12345678", "12345678"),
        ("card 4929 1234 5678 9012", "9012"),
        ("see https://facebook.com/jo.smith", "jo.smith"),
        ("my partner Dave earns 900", "Dave"),
        ("my work coach is called Mrs Ahmed", "Ahmed"),
        ("Im Sharon Smith from leeds", "Sharon"),
    ],
)
def test_taken_out(text, secret):
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "rent is £1,250.50 a month and i earn 12000 a year",
        "i claimed on 12/11/2026, kids are 3 and 7",
        "my partner earns 890 and is on Universal Credit since March",
        "im 30, single, council flat 500 a month in leeds",
        "16hrs at 12.71",
        "is it 424.90 or 338.58",
    ],
)
def test_left_as_it_is(text):
    assert redact(text) == text
