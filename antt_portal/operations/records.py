"""Every kind of row that the portal keeps: why, of whom it tells, how long (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).

``docs/retention.md`` prints this table; tests hold that the two agree and that no model is missing.
"""

from dataclasses import dataclass

ARCHIVE = "as long as the office's archive rules say (Luật Lưu trữ 33/2024/QH15); the portal deletes none"
STANDS = "while it is in use; ended rows stay as history"


@dataclass(frozen=True)
class RecordType:
    """``tells_of``: which personal data it holds; empty for none. Names in ``kept`` are of ``retention.RULES``."""

    name: str
    models: tuple[str, ...]
    tells_of: str
    purpose: str
    kept: str

    def row(self) -> str:
        models = ", ".join(f"`{model}`" for model in self.models)
        return f"| {self.name} | {models} | {self.tells_of or '–'} | {self.purpose} | {self.kept} |"


RECORD_TYPES = (
    RecordType(
        "accounts",
        ("enterprises.user", "account.emailaddress", "account.emailconfirmation"),
        "name, e-mail, language, password digest",
        "signing in, and saying who did what",
        "until erased on request; the row stays without a name, because acts point at it",
    ),
    RecordType(
        "second factors, sessions",
        ("mfa.authenticator", "sessions.session", "usersessions.usersession"),
        "keys of devices, network address and browser of a session",
        "proving that it is the person; ending a session that is not",
        "until taken away, signed out or erased; ended sessions by `sessions`",
    ),
    RecordType(
        "accounts elsewhere",
        ("socialaccount.socialaccount", "socialaccount.socialapp", "socialaccount.socialtoken"),
        "a provider's name for the person; no token, nothing the provider tells",
        "signing in through an office's own accounts, where a provider is configured (decision 121)",
        "until unlinked or erased",
    ),
    RecordType(
        "preferences",
        ("core.notificationpreference", "enterprises.calendarfeed"),
        "which mails a person wants, digest of a calendar address",
        "telling people in the way they want",
        "until changed, revoked or erased",
    ),
    RecordType(
        "memberships",
        ("enterprises.membership", "enterprises.delegation", "directives.signingkey"),
        "who may do what for whom, from when to when, by which document",
        "showing that an act was done by somebody entitled to it",
        ARCHIVE,
    ),
    RecordType(
        "contacts",
        ("enterprises.contact", "enterprises.invitation", "directives.accesslink"),
        "name, office, e-mail, telephone of whom to write to",
        "reaching an enterprise; opening one delivery without an account",
        "until ended, then as history of who was reached; emptied on request; codes by `access-codes`, "
        "`invitation-tokens`",
    ),
    RecordType(
        "notices",
        ("core.notice", "core.webhook", "core.webhookdelivery"),
        "recipient or address, when it was sent, read, came back",
        "telling people what is due; proving that they were told",
        "sent ones stay; unsent by `unsent-notices`; webhooks' by `webhook-deliveries`",
    ),
    RecordType(
        "keys of programs",
        ("api.apitoken",),
        "who made and revoked one",
        "letting an organisation's own programs read; seeing which of them did, and when last",
        STANDS,
    ),
    RecordType(
        "record of acts",
        ("core.auditentry", "core.auditdetail", "core.auditseal"),
        "who did what, when, from which network address; what was said",
        "proving what was done; nobody can rewrite it (decision 95)",
        "stays; addresses by `audit-addresses`; what was said of a person is erased on request",
    ),
    RecordType(
        "viewings",
        ("core.viewing",),
        "who opened which file or page about people, when, from which network address",
        "finding out who saw what, after a leak",
        "by `viewings`",
    ),
    RecordType(
        "organisations",
        (
            "enterprises.board",
            "enterprises.organisation",
            "enterprises.organisationname",
            "enterprises.applicability",
            "enterprises.zone",
            "enterprises.tenancy",
            "enterprises.succession",
            "enterprises.boardtransfer",
        ),
        "",
        "who is where, under which name, since when; who followed whom, by which document",
        STANDS,
    ),
    RecordType(
        "deadlines",
        (
            "enterprises.deadline",
            "enterprises.extension",
            "enterprises.pause",
            "enterprises.recurringduty",
            "enterprises.dutyterm",
            "enterprises.ladder",
            "enterprises.ladderstep",
            "enterprises.planningmark",
            "core.calendarday",
        ),
        "who asked, who decided",
        "what is due when, and who is reminded",
        STANDS,
    ),
    RecordType(
        "letters",
        (
            "directives.officialletter",
            "directives.letterversion",
            "directives.attachment",
            "directives.letterfile",
            "directives.lettertemplate",
            "directives.lettervocabulary",
            "directives.numberseries",
            "directives.registerentry",
            "directives.arrivalseries",
            "directives.incomingdocument",
            "directives.instrument",
            "directives.obligation",
        ),
        "who drafted, reviewed, signed, entered; names in official documents",
        "official documents and their registers (Nghị định 30/2020/NĐ-CP)",
        ARCHIVE,
    ),
    RecordType(
        "deliveries",
        (
            "directives.directive",
            "directives.audienceline",
            "directives.forwarding",
            "directives.delivery",
            "directives.route",
            "directives.deliverystep",
            "directives.reportrequest",
            "directives.acknowledgement",
            "directives.nudge",
            "directives.handover",
        ),
        "who sent, opened, confirmed, took a paper",
        "proving that a directive arrived, and with whom",
        ARCHIVE,
    ),
    RecordType(
        "campaigns",
        ("directives.campaign", "directives.campaignstep", "directives.dutyshift"),
        "name and telephone of who is on duty",
        "reaching whoever is on duty during a campaign",
        "until the campaign is closed by the board, then with its papers",
    ),
    RecordType(
        "filings",
        (
            "reports.report",
            "reports.submission",
            "reports.receiptcounter",
            "reports.answer",
            "reports.kepttext",
            "reports.submittedfile",
            "reports.answerreview",
            "reports.barringdecision",
            "reports.opinion",
            "reports.rollup",
            "reports.quotation",
            "reports.nomination",
        ),
        "who wrote, submitted, reviewed; counts of workers, never lists",
        "the yearly filings and their review (Thông tư 124/2021/TT-BCA)",
        ARCHIVE,
    ),
    RecordType(
        "recognition",
        ("reports.recognition", "reports.recognitionbatch", "reports.pastrecognition"),
        "who decided and signed",
        "decisions on recognition, and what the public may check of them",
        ARCHIVE,
    ),
    RecordType(
        "evidence",
        ("reports.evidence", "reports.evidenceuse", "core.blob", "core.paper"),
        "whatever a file shows; who added it",
        "showing what an answer claims; papers as they were issued",
        ARCHIVE,
    ),
    RecordType(
        "incidents",
        (
            "reports.incident",
            "reports.incidentversion",
            "reports.incidentnote",
            "reports.incidentdecision",
            "reports.incidentfile",
            "reports.dailyreport",
            "reports.dailyreportversion",
            "reports.dailycompile",
        ),
        "who reported; numbers of identity cards and telephones are refused (decision 67)",
        "knowing what happened, and answering in time",
        ARCHIVE,
    ),
    RecordType(
        "imports",
        ("moving.importrun", "moving.importfinding"),
        "who imported; what a row with a problem said",
        "showing what came in from which file, and what was wrong with it",
        "who imported what, as history; findings by `import-findings`, files by `import-files`",
    ),
    RecordType(
        "breaches",
        ("breaches.breach",),
        "who wrote it down; never the people concerned by name",
        "reporting a breach of personal data within 72 hours, and proving it (decision 123)",
        ARCHIVE,
    ),
    RecordType(
        "running",
        ("core.jobrun", "core.heartbeat", "auth.permission", "auth.group", "contenttypes.contenttype"),
        "",
        "seeing that the portal runs",
        "by `job-runs`",
    ),
)


def rows() -> list[str]:
    """The lines of the table in the document."""
    return [kind.row() for kind in RECORD_TYPES]
