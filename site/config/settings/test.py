"""The test suite: real databases and real files of its own, mail through the outbox to wherever a test says.

Each process of a run has a folder of its own under TEST_VAR_DIR (made here if nobody named one), so that neither two
runs nor two workers of one run meet.
"""

import os
import tempfile
from pathlib import Path

if not os.environ.get("TEST_VAR_DIR"):
    os.environ["TEST_VAR_DIR"] = tempfile.mkdtemp(prefix="cong-truong-test-")
    os.environ["TEST_VAR_DIR_MADE_BY"] = str(os.getpid())
VAR = Path(os.environ["TEST_VAR_DIR"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
VAR.mkdir(parents=True, exist_ok=True)
os.environ["VAR_DIR"] = str(VAR)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
os.environ["EMAIL_URL"] = "memorymail://"

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
    # A file and not memory: browser tests serve from threads, and other processes look at it too.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
PLANS_REMIND_AT = None
MODERATION_DIGEST_AT = None  # a test that wants the morning's mail says which hour it is
