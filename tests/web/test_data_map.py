"""The data map leaves no table out, and its page shows every column that there is."""

from web.data_map import TABLES
from web.store.migrate import every_table


def test_every_table_has_its_line_and_no_other():
    assert set(TABLES) == set(every_table().tables)
    for name, table in TABLES.items():
        assert table.what.endswith("."), name
        assert table.why.endswith("."), name
        assert table.how_long.endswith("."), name


def test_the_page_shows_every_table_and_column(browser):
    page = browser.get("/data-map").text
    for table in every_table().tables.values():
        assert TABLES[table.name].what in page.replace("&#39;", "'")
        for column in table.columns:
            assert f"<code>{column.name}</code>" in page
