"""What may change after a signature: pyHanko's own rules, told to look only at what did change.

Its 0.38 counts the appearance of every field that is older than the last signature as changed in place, so that any
later version of a file whose fields are locked would break the lock.
"""

from collections.abc import Iterable

from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FormUpdate, FormUpdatingRule
from pyhanko.sign.diff_analysis.policies import DEFAULT_DIFF_POLICY
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)

Updates = Iterable[tuple[ModificationLevel, FormUpdate]]


def only_changed(updates: Updates, context: FieldComparisonContext) -> Updates:
    written = context.new.explicit_refs_in_revision()
    return (update for update in updates if update[1].updated_ref in written)


class FilledFields(GenericFieldModificationRule):
    def apply(self, context: FieldComparisonContext) -> Updates:
        return only_changed(super().apply(context), context)


class SignedFields(SigFieldModificationRule):
    def apply(self, context: FieldComparisonContext) -> Updates:
        return only_changed(super().apply(context), context)


POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SignedFields(), FilledFields()]),
)
