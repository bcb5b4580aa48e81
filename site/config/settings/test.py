"""The test suite: real databases and real files of its own, mail through the outbox to wherever a test says."""

import os
import tempfile
from pathlib import Path

VAR = Path(os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="cong-truong-test-"))
os.environ["VAR_DIR"] = str(VAR)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, STORAGES  # noqa: E402

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.sqlite3")}
