"""Files in a bucket of S3, or of what speaks like it (docs/decisions/0101-three-ways-for-a-file.md)."""

from typing import Any

from antt_portal.settings.base import env, required

SIGNED_SECONDS = 60


def endpoint() -> str:
    return required("FILES_S3_ENDPOINT", "địa chỉ kho S3, ví dụ https://s3.example.gov.vn").rstrip("/")


def storage(bucket: str) -> dict[str, Any]:
    """An entry of STORAGES. The bucket is private; whoever may read a file gets an address good for a minute."""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint(),
            "region_name": env.str("FILES_S3_REGION", default="us-east-1"),
            "access_key": required("FILES_S3_ACCESS_KEY", "tên khóa truy cập kho S3"),
            "secret_key": required("FILES_S3_SECRET_KEY", "khóa bí mật của kho S3"),
            "addressing_style": "path",
            "signature_version": "s3v4",
            "default_acl": None,
            "file_overwrite": False,  # what is stored never changes
            "querystring_auth": True,
            "querystring_expire": SIGNED_SECONDS,
        },
    }
