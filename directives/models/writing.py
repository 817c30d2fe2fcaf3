"""What helps a board to write its letters: templates, and words of its own for the check."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from directives.models.letters import LetterKind
from enterprises.models import Board, User


class LetterTemplate(PublicModel):
    """A text the board starts letters from. Placeholders are words in double brackets: ``[[Tên doanh nghiệp]]``."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="letter_templates")
    name = models.CharField(_("tên mẫu"), max_length=120)
    kind = models.CharField(_("loại"), max_length=30, choices=LetterKind.choices)
    data = models.JSONField()
    is_active = models.BooleanField(_("đang dùng"), default=True)
    changed_at = models.DateTimeField(_("sửa lúc"))
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="letter_template_name")]

    def __str__(self) -> str:
        return self.name


class LetterVocabulary(models.Model):
    """The words a board added to those that the check before issue knows: ``{"closing_verbs": ["…"], …}``."""

    board = models.OneToOneField(Board, on_delete=models.PROTECT, related_name="letter_vocabulary")
    words: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.board)
