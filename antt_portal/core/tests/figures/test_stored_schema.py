import pytest

from antt_portal.core.figures.schema import SchemaFault, parse_schema, stored_schema

FIELDS = {
    "version": 1,
    "groups": [{"key": "a", "title": "Nhóm", "fields": [{"key": "b", "type": "integer", "label": "Số"}]}],
}


def test_a_stored_schema_is_the_parsed_one_made_once():
    assert stored_schema(FIELDS) == parse_schema(FIELDS)
    assert stored_schema(FIELDS) is stored_schema({**FIELDS})


def test_another_schema_is_another_one():
    other = {**FIELDS, "groups": [{**FIELDS["groups"][0], "title": "Khác"}]}
    assert stored_schema(other) == parse_schema(other) != stored_schema(FIELDS)


def test_what_is_no_schema_is_refused_every_time():
    for _time in range(2):
        with pytest.raises(SchemaFault):
            stored_schema({"version": 2})
