"""`make run`: the same as on a server, but on this machine alone, with a key of its own and mail to the console."""

from django.core.management.utils import get_random_secret_key

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, SECRET_KEY, VAR_DIR, env


def _local_key() -> str:
    """Return this machine's key, made at the first start and kept in var/."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


DEBUG = False
SECRET_KEY = SECRET_KEY or _local_key()
_HOST = env("HOST", default="") or "127.0.0.1"
ALLOWED_HOSTS = ALLOWED_HOSTS or [_HOST, "127.0.0.1", "localhost", "[::1]", "0.0.0.0"]  # noqa: S104 - no binding
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default="") or f"http://{_HOST}:{env('PORT', default='') or 8000}"
