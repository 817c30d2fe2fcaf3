"""The words of obligations that were written before anybody searched for them (directives.instruments.SEARCHED)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from antt_portal.core.folding import search_key

SEARCHED = ("title", "title_en", "short_title", "short_title_en", "text", "text_en", "citation")


def write_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    obligations = apps.get_model("directives", "Obligation").objects.using(schema_editor.connection.alias)
    for obligation in obligations.filter(search_key="").only(*SEARCHED):
        obligation.search_key = search_key(" ".join(getattr(obligation, name) for name in SEARCHED))
        obligation.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("directives", "0004_directives_and_deliveries")]
    operations = [migrations.RunPython(write_words, migrations.RunPython.noop)]
