from antt_portal.core.figures.schema import parse_schema
from reports.documents.figures import MOST_COLUMNS, figure_tables
from reports.tests.documents.frozen import FACTS, FIGURES, GRID, QUARTERS, SCHEMA


def rows_of(table):
    return [tuple(cell.text for cell in row) for row in table.rows]


def tables(*groups, figures=FIGURES):
    return figure_tables(parse_schema({"version": 1, "groups": list(groups)}), figures)


def test_facts_are_labels_and_values_with_units_and_a_dash_for_what_is_open():
    (table,) = tables(FACTS, figures={"camera": {"installed": 1840, "guarded": False}})
    assert table.is_facts
    assert rows_of(table)[:4] == [
        ("Số camera đã lắp", "1.840 chiếc"),
        ("Thời gian lưu hình", "–"),
        ("Kinh phí trong năm", "–"),
        ("Có người trực màn hình 24/24", "Không"),
    ]


def test_repeated_items_are_numbered_rows_and_blank_ones_are_left_out():
    figures = {"equipment": [{}, {"name": "Bình bột", "count": 3}]}
    (table,) = tables(GRID, figures=figures)
    assert table.columns[:3] == ("STT", "Loại phương tiện", "Số lượng (chiếc)")
    assert rows_of(table) == [("1", "Bình bột", "3", "–", "–")]
    assert [cell.is_number for cell in table.rows[0]] == [False, False, True, False, False]


def test_given_rows_keep_their_names():
    (table,) = tables(QUARTERS)
    assert table.has_named_rows
    assert [row[0] for row in rows_of(table)] == ["Quý I", "Quý II", "Quý IV"]


def test_a_row_too_wide_for_the_page_is_written_out():
    fields = [{"key": f"k{index}", "type": "text", "label": f"Mục {index}"} for index in range(MOST_COLUMNS + 1)]
    group = {"key": "wide", "title": "Nội quy", "repeats": True, "item_title": "Văn bản", "fields": fields}
    (table,) = tables(group, figures={"wide": [{"k0": "Nội quy ra vào", "k3": "12/QĐ"}]})
    assert table.columns == ("STT", "Văn bản")
    assert rows_of(table) == [("1", "Nội quy ra vào; Mục 3: 12/QĐ")]


def test_a_group_without_figures_keeps_its_title_alone():
    assert [(table.title, table.rows) for table in figure_tables(parse_schema(SCHEMA), {})] == [
        ("Camera an ninh", ()),
        ("Phương tiện phòng cháy, chữa cháy", ()),
        ("Lao động theo quý", ()),
    ]


def test_figures_of_an_older_schema_break_nothing():
    (table,) = tables(FACTS, figures={"camera": {"installed": "nhiều", "gone": 3}})
    assert rows_of(table)[0] == ("Số camera đã lắp", "nhiều chiếc")
