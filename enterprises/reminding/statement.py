"""The one statement that plans reminders, for both databases.

It reads the ladders' steps and each board's hours from two JSON arrays, so that it is the same statement however many
there are. What is due is found by ranges of (kind, due_at): deadlines whose steps lie elsewhere are not looked at.
"""

from collections.abc import Set

# Each step with the range of due_at in which it was reached since the last run; ``boards`` are those with own ladders.
_POSTGRESQL = """
    WITH step AS (
        SELECT * FROM jsonb_to_recordset(%(steps)s::jsonb) AS step(
            board_id bigint, kind varchar, code varchar, days int, hours int, audience varchar, wording varchar,
            escalates boolean, urgent boolean, above timestamptz, upto timestamptz)
    ), own AS (
        SELECT * FROM jsonb_to_recordset(%(own)s::jsonb) AS own(board_id bigint, kind varchar)
    ), hours_of AS (
        SELECT * FROM jsonb_to_recordset(%(hours)s::jsonb) AS hours_of(
            board_id bigint, mail_at timestamptz, mail_a_day_later timestamptz, urgent_a_day_later timestamptz)
    ), reached AS (
        SELECT deadline.id, public_id, deadline.board_id, organisation_id, assignee_id, due_on, opened_at,
            step.hours, step.code, step.audience, step.wording, step.escalates, step.urgent,
            CASE WHEN step.hours IS NULL
                THEN (deadline.due_on + step.days)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
                ELSE deadline.due_at + make_interval(hours => step.hours) END AS occasion_at
        FROM step CROSS JOIN LATERAL (
            SELECT id, public_id, board_id, organisation_id, assignee_id, kind, due_on, due_at, opened_at
            FROM enterprises_deadline
            WHERE kind = step.kind AND due_at > step.above AND due_at <= step.upto AND closed_at IS NULL
            OFFSET 0  -- each step by the index of its own range, not one look at all deadlines
        ) deadline
"""
_SQLITE = """
    WITH step AS (
        SELECT value ->> 'board_id' AS board_id, value ->> 'kind' AS kind, value ->> 'code' AS code,
            value ->> 'days' AS days, value ->> 'hours' AS hours, value ->> 'audience' AS audience,
            value ->> 'wording' AS wording, value ->> 'escalates' AS escalates, value ->> 'urgent' AS urgent,
            value ->> 'above' AS above, value ->> 'upto' AS upto
        FROM json_each(%(steps)s)
    ), own AS (
        SELECT value ->> 'board_id' AS board_id, value ->> 'kind' AS kind FROM json_each(%(own)s)
    ), hours_of AS (
        SELECT value ->> 'board_id' AS board_id, value ->> 'mail_at' AS mail_at,
            value ->> 'mail_a_day_later' AS mail_a_day_later, value ->> 'urgent_a_day_later' AS urgent_a_day_later
        FROM json_each(%(hours)s)
    ), reached AS (
        SELECT deadline.id, public_id, deadline.board_id, organisation_id, assignee_id, due_on, opened_at,
            step.hours, step.code, step.audience, step.wording, step.escalates, step.urgent,
            CASE WHEN step.hours IS NULL
                THEN datetime(deadline.due_on, step.days || ' days', '-7 hours')
                ELSE datetime(deadline.due_at, step.hours || ' hours') END AS occasion_at
        FROM step JOIN enterprises_deadline deadline
            ON deadline.kind = step.kind AND deadline.due_at > step.above AND deadline.due_at <= step.upto
            AND deadline.closed_at IS NULL
"""
# Whoever is to act has had the mail of a lower step for less than a day, or has not had it yet: over Tết both steps may
# be reached before either mail goes out. Steps of hours follow each other as closely as somebody wrote them.
_TOLD_LATELY = """EXISTS (SELECT 1 FROM core_notice lower
                WHERE lower.subject_kind = 'enterprises.deadline' AND lower.subject_id = reached.public_id
                    AND lower.kind <> 'deadline_escalated' AND lower.state NOT IN ('superseded', 'cancelled')
                    AND lower.due_at > CASE WHEN reached.hours IS NULL THEN {a_day_ago} ELSE {at} END)"""
_REACHED = """
        WHERE (deadline.board_id = step.board_id OR (step.board_id IS NULL AND NOT EXISTS (
                SELECT 1 FROM own WHERE own.board_id = deadline.board_id AND own.kind = deadline.kind)))
    ), standing AS (
        SELECT reached.*, CASE WHEN escalates THEN {told_lately} ELSE false END AS told_lately
        FROM reached
        WHERE occasion_at > opened_at
            AND NOT EXISTS (SELECT 1 FROM enterprises_pause pause
                WHERE pause.deadline_id = reached.id AND pause.ended_at IS NULL AND pause.until >= %(today)s)
            AND NOT (escalates AND EXISTS (SELECT 1 FROM enterprises_extension extension
                WHERE extension.deadline_id = reached.id AND extension.state = 'asked'))
    ), gone AS MATERIALIZED (
        SELECT id FROM enterprises_user WHERE NOT is_active  -- few: dearer to look at everybody who is told
    ), member AS NOT MATERIALIZED (
        SELECT id, organisation_id, board_id, role, user_id FROM enterprises_membership
        WHERE valid_from <= %(today)s AND (valid_to IS NULL OR valid_to >= %(today)s)
            AND user_id NOT IN (SELECT id FROM gone)
    ), tenancy AS NOT MATERIALIZED (
        SELECT zone_id, organisation_id, capacity FROM enterprises_tenancy
        WHERE valid_from <= %(today)s AND (valid_to IS NULL OR valid_to >= %(today)s)
    ), told AS (
"""
# Whom each audience is made of; a branch nobody of whom is told this time is not even planned by the database.
# Somebody found twice is told once: the key of a notice knows no audience.
_PEOPLE = (
    (
        {"owners"},
        """
        SELECT due.*, due.assignee_id AS user_id, cast(NULL AS bigint) AS contact_id
        FROM standing due JOIN enterprises_user person ON person.id = due.assignee_id AND person.is_active
        WHERE due.audience = 'owners'
        """,
    ),
    (
        {"heads", "owners"},
        """
        SELECT due.*, member.user_id, cast(NULL AS bigint) AS contact_id
        FROM standing due JOIN member ON member.organisation_id = due.organisation_id
        WHERE (due.audience = 'heads' AND member.role IN ('head', 'unit_head', 'agent'))
            OR (due.audience = 'owners' AND due.assignee_id IS NULL AND (
                member.role IN ('editor', 'agent', 'unit_head')
                OR (member.role = 'head' AND NOT EXISTS (SELECT 1 FROM member editor
                    WHERE editor.organisation_id = due.organisation_id AND editor.role = 'editor'))))
        """,
    ),
    (
        {"owners"},
        """
        SELECT due.*, cast(NULL AS bigint) AS user_id, contact.id AS contact_id
        FROM standing due JOIN enterprises_contact contact ON contact.organisation_id = due.organisation_id
        WHERE due.audience = 'owners' AND contact.confirmed_at IS NOT NULL AND contact.bounced_at IS NULL
            AND contact.valid_from <= %(today)s AND (contact.ended_on IS NULL OR contact.ended_on > %(today)s)
            AND NOT EXISTS (SELECT 1 FROM member WHERE member.organisation_id = due.organisation_id)
        """,
    ),
    (
        {"investors"},
        """
        SELECT due.*, member.user_id, cast(NULL AS bigint) AS contact_id
        FROM standing due
        JOIN tenancy own ON own.organisation_id = due.organisation_id AND own.capacity = 'tenant'
        JOIN tenancy investor ON investor.zone_id = own.zone_id AND investor.capacity = 'investor'
        JOIN member ON member.organisation_id = investor.organisation_id AND member.role IN ('editor', 'head')
        WHERE due.audience = 'investors' AND investor.organisation_id <> due.organisation_id
        """,
    ),
    (
        {"leaders", "agencies", "officers"},
        """
        SELECT due.*, member.user_id, cast(NULL AS bigint) AS contact_id
        FROM standing due
        JOIN member ON member.board_id = due.board_id AND member.role IN ('officer', 'leader', 'agent')
        WHERE (due.audience = 'leaders' AND member.role = 'leader')
            OR (due.audience = 'agencies' AND member.role = 'agent')
            OR (due.audience = 'officers' AND member.role = 'officer' AND (
                NOT EXISTS (SELECT 1 FROM enterprises_membership_zones zones WHERE zones.membership_id = member.id)
                OR EXISTS (SELECT 1 FROM enterprises_membership_zones zones
                    JOIN tenancy ON tenancy.zone_id = zones.zone_id
                    WHERE zones.membership_id = member.id AND tenancy.organisation_id = due.organisation_id)))
        """,
    ),
)
_RANKED = """
    ), ranked AS (
        SELECT told.*,
            row_number() OVER (PARTITION BY id, user_id, contact_id ORDER BY occasion_at DESC, escalates DESC) AS place,
            max(CASE WHEN NOT escalates THEN 1 ELSE 0 END) OVER (PARTITION BY id) AS tells_owners_too
        FROM told
    )
"""
# The planner's guess at the cost is high enough to compile the statement, which takes longer than to run it.
_NOT_COMPILED = "SET LOCAL jit = off;"
_INSERT = """
    INSERT INTO core_notice (key, board_id, organisation_id, recipient_id, address, name, language, kind, subject_kind,
        subject_id, params, created_at, due_at, state, attempts, error, bounce_reason, occasion_at, is_urgent)
"""
_CHOSEN = """
    SELECT 'deadline:' || due.id || ':' || due.due_on || ':' || due.code
            || CASE WHEN due.user_id IS NULL THEN ':contact:' || due.contact_id ELSE ':user:' || due.user_id END,
        due.board_id, due.organisation_id, due.user_id, coalesce(contact.email, ''), coalesce(contact.name, ''), '',
        'deadline_' || due.wording, 'enterprises.deadline', due.public_id, {params}, {at},
        CASE WHEN due.escalates AND (due.tells_owners_too = 1 OR due.told_lately)
                THEN CASE WHEN due.urgent THEN hours_of.urgent_a_day_later ELSE hours_of.mail_a_day_later END
            WHEN due.urgent THEN {at} ELSE hours_of.mail_at END,
        CASE WHEN due.place = 1 THEN 'pending' ELSE 'superseded' END, 0, '', '', due.occasion_at, due.urgent
    FROM ranked due
    JOIN hours_of ON hours_of.board_id = due.board_id
    LEFT JOIN enterprises_contact contact ON contact.id = due.contact_id
    WHERE true
    ON CONFLICT (key) DO NOTHING
"""
_PARAMS = {
    "postgresql": "jsonb_build_object('step', due.code, 'due_on', due.due_on, 'audience', due.audience)",
    "sqlite": "json_object('step', due.code, 'due_on', due.due_on, 'audience', due.audience)",
}
_INSTANT = {"postgresql": "%({})s::timestamptz", "sqlite": "%({})s"}


def statement(vendor: str, audiences: Set[str]) -> str:
    """``vendor`` as Django names it, ``audiences`` of all steps. Parameters: steps, own, hours (JSON arrays), today,
    at, a_day_ago."""
    head = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    at, a_day_ago = (_INSTANT[vendor].format(name) for name in ("at", "a_day_ago"))
    reached = _REACHED.format(told_lately=_TOLD_LATELY.format(at=at, a_day_ago=a_day_ago))
    insert = _NOT_COMPILED + _INSERT if vendor == "postgresql" else _INSERT
    people = "UNION ALL".join(branch for told, branch in _PEOPLE if told & audiences)
    return insert + head + reached + people + _RANKED + _CHOSEN.format(params=_PARAMS[vendor], at=at)
