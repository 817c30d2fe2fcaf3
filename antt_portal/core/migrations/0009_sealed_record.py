"""The record of acts is sealed, and the database itself refuses to change it (docs/decisions/0095)."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import antt_portal.core.public_id

TABLES = ("core_auditentry", "core_auditdetail", "core_auditseal", "core_viewing")

# Two things may be done: the function below erases parts of details, and whoever looked is forgotten after two years.
# The mark of the function counts only for the owner of the table, as whom it runs: anybody could set it.
POSTGRESQL = """
CREATE FUNCTION record_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'core_auditdetail' THEN
        IF current_setting('antt.erasing', true) = 'on'
            AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
        THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'core_viewing' THEN
        IF OLD.at < now() - interval '730 days' THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '%: rows are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION erase_audit_parts(entries bigint[], of_address boolean, of_said boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET antt.erasing = 'on' AS $$
DECLARE
    erased bigint;
BEGIN
    UPDATE core_auditdetail SET
        ip = CASE WHEN of_address THEN NULL ELSE ip END,
        address_salt = CASE WHEN of_address THEN NULL ELSE address_salt END,
        note = CASE WHEN of_said THEN '' ELSE note END,
        "before" = CASE WHEN of_said THEN NULL ELSE "before" END,
        "after" = CASE WHEN of_said THEN NULL ELSE "after" END,
        said_salt = CASE WHEN of_said THEN NULL ELSE said_salt END
    WHERE entry_id = ANY(entries)
        AND ((of_address AND address_salt IS NOT NULL) OR (of_said AND said_salt IS NOT NULL));
    GET DIAGNOSTICS erased = ROW_COUNT;
    RETURN erased;
END
$$;
"""
ON_POSTGRESQL = """
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION record_only_grows();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION record_only_grows();
"""

# SQLite has no functions and no roles: an update may only empty a part together with its salt.
ON_SQLITE = """
CREATE TRIGGER {0}_no_update BEFORE UPDATE ON {0} {1}
BEGIN SELECT RAISE(ABORT, '{0}: rows are never changed or deleted'); END;
CREATE TRIGGER {0}_no_delete BEFORE DELETE ON {0} {2}
BEGIN SELECT RAISE(ABORT, '{0}: rows are never changed or deleted'); END;
"""
ERASES = """WHEN NOT (
    NEW.entry_id IS OLD.entry_id AND NEW.board_id IS OLD.board_id
    AND ((NEW.ip IS OLD.ip AND NEW.address_salt IS OLD.address_salt)
        OR (NEW.ip IS NULL AND NEW.address_salt IS NULL))
    AND ((NEW.note IS OLD.note AND NEW."before" IS OLD."before" AND NEW."after" IS OLD."after"
            AND NEW.said_salt IS OLD.said_salt)
        OR (NEW.note = '' AND NEW."before" IS NULL AND NEW."after" IS NULL AND NEW.said_salt IS NULL))
)"""
IS_YOUNG = "WHEN OLD.at >= datetime('now', '-730 days')"


def guard(_apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
            for table in TABLES:
                cursor.execute(ON_POSTGRESQL.format(table))
        else:
            for table in TABLES:
                unless = (ERASES if table == "core_auditdetail" else "", IS_YOUNG if table == "core_viewing" else "")
                for statement in ON_SQLITE.format(table, *unless).split("END;")[:-1]:
                    cursor.execute(f"{statement}END;")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_webhooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="auditdetail",
            name="address_salt",
            field=models.UUIDField(
                db_default=antt_portal.core.public_id.RandomUUID(), default=uuid.uuid4, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="auditdetail",
            name="said_salt",
            field=models.UUIDField(
                db_default=antt_portal.core.public_id.RandomUUID(), default=uuid.uuid4, editable=False, null=True
            ),
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("sealed_at", models.DateTimeField(db_index=True)),
                ("entry_digest", models.CharField(max_length=64)),
                ("address_digest", models.CharField(blank=True, max_length=64)),
                ("said_digest", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Viewing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, verbose_name="lúc")),
                ("board_id", models.BigIntegerField(db_index=True)),
                ("acting_organisation_id", models.BigIntegerField(null=True, verbose_name="thay mặt tổ chức")),
                ("role", models.CharField(blank=True, max_length=20, verbose_name="vai trò")),
                (
                    "kind",
                    models.CharField(
                        choices=[("file", "Mở tệp"), ("people", "Xem trang về người")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("thing", models.CharField(max_length=64)),
                ("page", models.CharField(max_length=300, verbose_name="trang")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="từ địa chỉ")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xem",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["thing", "at"], name="viewing_of_thing")]},
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
