"""How a person gets mail: at once, once a day or not at all, per group; and in which language."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antt_portal.core.models import NoticeGroup, NoticeMode, NotificationPreference
from antt_portal.core.notice_kinds import known_kinds
from enterprises.forms import untagged
from enterprises.middleware import VisitorRequest, actor_optional
from enterprises.models import User

UNPROCESSABLE = 422
# What of a group is mailed whatever somebody chooses.
COMPULSORY = {
    NoticeGroup.DEADLINES: gettext_lazy("Bắt buộc, luôn gửi ngay: việc đến hạn hôm nay, việc quá hạn."),
    NoticeGroup.FILING: gettext_lazy("Bắt buộc: đề nghị bổ sung hồ sơ."),
    NoticeGroup.DIRECTIVES: gettext_lazy("Bắt buộc: văn bản phải xác nhận đã nhận và lời nhắc của bên gửi."),
    NoticeGroup.ACCOUNT: gettext_lazy("Bắt buộc: xác thực hai lớp được đặt lại, vụ vi phạm dữ liệu cá nhân."),
    NoticeGroup.INCIDENTS: gettext_lazy("Bắt buộc, luôn gửi ngay: vụ việc mới, nội dung sửa, câu hỏi và trả lời."),
}


def modes_of(group: NoticeGroup) -> list[NoticeMode]:
    """Those that would change something: a group may have nothing that waits, or nothing that can be switched off."""
    kinds = [kind for kind in known_kinds() if kind.group == group]
    can_wait, can_end = any(kind.waits for kind in kinds), any(not kind.compulsory for kind in kinds)
    offered = {NoticeMode.AT_ONCE: True, NoticeMode.DIGEST: can_wait, NoticeMode.OFF: can_end}
    return [mode for mode, is_offered in offered.items() if is_offered]


class PreferencesForm(forms.Form):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = dict(NotificationPreference.objects.filter(user=user).values_list("group", "mode"))
        for group in NoticeGroup:
            modes = modes_of(group)
            self.fields[group.value] = forms.ChoiceField(
                label=group.label,
                choices=[(mode.value, mode.label) for mode in modes],
                widget=forms.RadioSelect,
                initial=chosen.get(group.value, NoticeMode.AT_ONCE.value),
                help_text=COMPULSORY.get(group, ""),
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Ngôn ngữ của thư"),
            choices=list(User._meta.get_field("language").choices or []),
            widget=forms.RadioSelect,
            initial=user.language,
        )
        self.helper = untagged(self)

    @transaction.atomic
    def save(self) -> None:
        NotificationPreference.objects.bulk_create(
            [NotificationPreference(user=self.user, group=one, mode=self.cleaned_data[one]) for one in NoticeGroup],
            update_conflicts=True,
            unique_fields=["user", "group"],
            update_fields=["mode"],
        )
        User.objects.filter(pk=self.user.pk).update(language=self.cleaned_data["language"])


@actor_optional
def notification_settings(request: VisitorRequest) -> HttpResponse:
    """Of the person, whatever organisation they act for now."""
    form = PreferencesForm(request.POST or None, user=cast("User", request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Đã lưu cài đặt thông báo."))
        return redirect("notification-settings")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "home/notification_settings.html", {"form": form}, status=status)
