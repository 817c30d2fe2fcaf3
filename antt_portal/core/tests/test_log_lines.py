"""Lines of the log: one JSON object each, for whoever collects them, with the words as they are."""

import json

import structlog

from antt_portal.core import log_lines


def logger():
    """As the portal writes, apart from what is configured for the whole run."""
    return structlog.wrap_logger(
        structlog.PrintLogger(), processors=log_lines.processors(), wrapper_class=log_lines.LEVEL
    )


def test_a_line_is_one_object_with_time_level_and_words_as_they_are(capsys):
    try:
        raise ValueError("không đọc được")
    except ValueError:
        logger().exception("đọc tệp", size=3)
    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["level"], line["size"]) == ("đọc tệp", "error", 3)
    assert line["timestamp"].endswith("Z")
    assert line["exception"][0]["exc_value"] == "không đọc được"


def test_what_only_tells_that_a_request_began_is_not_written(capsys):
    logger().debug("request_started")
    assert capsys.readouterr().out == ""


def test_where_a_person_reads_along_a_line_is_words(capsys, settings):
    settings.LOG_AS_JSON = False
    logger().info("đọc tệp")
    assert "đọc tệp" in capsys.readouterr().out
