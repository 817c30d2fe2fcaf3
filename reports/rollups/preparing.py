"""A roll-up is begun for a scope and a moment, and its figures are frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.canonical import digest
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_datetime
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import evaluation_period
from antt_portal.core.workflow import move, stale
from directives.models import Campaign, Directive
from enterprises.actor import Actor
from reports.models import YEARLY_KINDS, Report, RollUp, RollUpScope, RollUpStatus
from reports.rollups.figures import figures_of, names_of
from reports.states import FREEZE
from reports.wording import lowered

TITLE_LENGTH = 300


@dataclass(frozen=True)
class Scope:
    """Of a directive, a campaign, or an evaluation year; the one that ``kind`` says is named, and no other."""

    kind: RollUpScope
    directive: Directive | None = None
    campaign: Campaign | None = None
    year: int | None = None


@transaction.atomic
def begin(scope: Scope, *, moment: datetime, by: Actor, at: datetime) -> RollUp:
    """A roll-up whose figures are still counted. Raises Refused("future"), Refused("nothing-asked")."""
    directives = _directives(scope, moment)
    _require_possible(scope, directives, moment, board_id=by.board_id, at=at)
    since, until = _days(scope, directives, moment)
    rollup = RollUp.objects.create(
        board_id=by.board_id,
        status=RollUpStatus.DRAFT,
        scope=scope.kind,
        title=_title(scope)[:TITLE_LENGTH],
        campaign=scope.campaign,
        year=scope.year,
        moment=moment,
        since=since,
        until=until,
        created_at=at,
        created_by=by.user,
    )
    rollup.directives.set(directives)
    after = {"title": rollup.title, "moment": moment.isoformat()}
    audit.record(rollup, "rollup.begin", by=by, at=at, after=after)
    return rollup


def _directives(scope: Scope, moment: datetime) -> list[Directive]:
    """Those out by ``moment``; of a campaign without the ones that had been recalled or replaced by then."""
    if scope.directive is not None:
        chosen = Directive.objects.filter(pk=scope.directive.pk)
    elif scope.campaign is not None:
        ended = Q(deliveries__ended_at__lte=moment)
        chosen = Directive.objects.filter(campaign=scope.campaign).exclude(pk__in=Directive.objects.filter(ended))
    else:
        return []
    out = chosen.filter(issued_at__lte=moment).select_related("letter").defer("letter__data", "manifest")
    return list(out.order_by("issued_at", "pk"))


def _require_possible(
    scope: Scope, directives: list[Directive], moment: datetime, *, board_id: int, at: datetime
) -> None:
    if moment > at:
        raise Refused("future", _("Thời điểm chốt ở sau lúc này. Chọn một thời điểm đã qua."))
    filings = Report.objects.filter(board_id=board_id, kind__in=YEARLY_KINDS, opened_at__lte=moment)
    if not (directives or (scope.year is not None and filings.filter(year=scope.year).exists())):
        text = _("Đến %(moment)s chưa có văn bản nào phát hành hoặc hồ sơ nào mở trong phạm vi này. Chưa lập báo cáo.")
        raise Refused("nothing-asked", text % {"moment": vn_datetime(moment)})


def _days(scope: Scope, directives: Iterable[Directive], moment: datetime) -> tuple[date, date]:
    """Which days' incidents count: from the first letter, or those of the campaign or the year, until the moment."""
    last = local_date(moment)
    if scope.year is not None:
        since, until = evaluation_period(scope.year)
    elif scope.campaign is not None:
        since, until = scope.campaign.starts_on, scope.campaign.ends_on
    else:
        since, until = min(local_date(one.issued_at) for one in directives if one.issued_at), last
    since = min(since, last)
    return since, min(until, last)


def _title(scope: Scope) -> str:
    """The words of the report itself, in Vietnamese whatever the language of the page."""
    if scope.directive is not None:
        return f"Kết quả thực hiện văn bản số {scope.directive.letter}"
    if scope.campaign is not None:
        return f"Kết quả thực hiện {lowered(scope.campaign.name)}"
    with translation.override("vi"):
        return f"{scope.kind.label} thực hiện tám nội dung bảo đảm an ninh, trật tự, năm đánh giá {scope.year}"


def locked_rollup(rollup: RollUp) -> RollUp:
    return RollUp.objects.select_for_update(of=("self",)).get(pk=rollup.pk)


@transaction.atomic
def change_moment(rollup: RollUp, moment: datetime, *, by: Actor, at: datetime, seen: int) -> None:
    """Count for another moment; of the same directives, so that none of them may be younger.

    Raises Refused("stale"), Refused("frozen"), Refused("future"), Refused("nothing-asked").
    """
    locked = locked_rollup(rollup)
    if locked.version != seen:
        raise stale()
    if locked.is_frozen:
        raise Refused("frozen", _("Số liệu đã chốt, thời điểm không đổi được nữa. Cần thời điểm khác thì lập bản mới."))
    directive = locked.directives.get() if locked.scope == RollUpScope.DIRECTIVE else None
    scope = Scope(RollUpScope(locked.scope), directive, locked.campaign, locked.year)
    directives = _directives(scope, moment)
    _require_possible(scope, directives, moment, board_id=locked.board_id, at=at)
    since, until = _days(scope, directives, moment)
    locked.directives.set(directives)
    before = {"moment": locked.moment.isoformat()}
    RollUp.objects.filter(pk=locked.pk).update(moment=moment, since=since, until=until, version=F("version") + 1)
    after = {"moment": moment.isoformat()}
    audit.record(locked, "rollup.change_moment", by=by, at=at, before=before, after=after)


@transaction.atomic
def freeze(rollup: RollUp, *, shown: str, by: Actor, at: datetime, seen: int) -> RollUp:
    """Keep the figures for ever. ``shown`` is the digest of those on the page.

    Raises Refused("stale"), and Refused("figures-changed") where counting again gives others: an act that was still
    under way when the page counted has its time before the moment.
    """
    locked = locked_rollup(rollup)
    figures = figures_of(locked)
    sha256 = digest(figures)
    if locked.status == RollUpStatus.DRAFT and locked.version == seen and sha256 != shown:
        text = _("Số liệu vừa thay đổi khi trang đang mở. Chưa chốt; xem lại số liệu mới rồi bấm chốt.")
        raise Refused("figures-changed", text)
    changes = {
        "figures": figures,
        "sha256": sha256,
        "names": names_of(figures, on=local_date(locked.moment)),
        "frozen_at": at,
        "frozen_by": by.user,
    }
    move(locked, FREEZE, by=by, at=at, seen=seen, changes=changes, after={"sha256": sha256})
    return locked
