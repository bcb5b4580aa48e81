"""Settings that hold in every environment. What differs by machine comes from the environment (.env.example)."""

from datetime import time, timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default="") or BASE_DIR / "var")

INSTALLED_APPS = [
    "home",
    "news",
    "media",
    "feedback",
    "plans",
    "common",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "moderation.people.apps.GuardedUsersAppConfig",  # wagtail.users with our views
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail",
    "moderation",  # after wagtail.admin, whose mails it replaces
    "modelcluster",
    "taggit",
    "post_office",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.UploadsMiddleware",
    "common.middleware.TextGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "moderation.middleware.RefusalMiddleware",
    "moderation.doors.DoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "moderation.redirects.RedirectMiddleware",
]
# No LocaleMiddleware: the public page is the same bytes for every visitor, whatever language their phone asks for.

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "common.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.frame.frame",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR}/site.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: with deferred transactions 115 of 180 read-then-write transactions of three processes failed.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers REPLACE would delete rows behind the guard's back.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- Language and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [SITE_DIR / "locale", SITE_DIR / "locale" / "wagtail"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

# --- Static files and uploads ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
# `media` is an app and may be a page's slug, so uploads are served under their own name.
MEDIA_URL = "/uploads/"
# Nothing in MEDIA_ROOT is served to an anonymous reader; PUBLIC_ROOT has links to what may be.
MEDIA_ROOT = str(VAR_DIR / "private")  # a Path made every image deletion raise TypeError
PUBLIC_ROOT = str(VAR_DIR / "public")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {"BACKEND": "media.storage.RenditionStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a gallery of 200 photos has many small fields
# A photo tells where it was taken until it is cleaned: as it comes, it stays in memory and never lies on disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 85 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# --- Wagtail --------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Cổng Trường"
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party learns who works here
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
# Automatic redirects reveal a draft's new address before it is approved.
WAGTAILREDIRECTS_AUTO_CREATE = False
# What waits so long is reminded of; what waits longer goes to the deputy. The digest comes before the school day.
MODERATION_REMIND_AFTER = timedelta(hours=env.int("MODERATION_REMIND_AFTER_HOURS", default=24))
MODERATION_OVERDUE_AFTER = timedelta(hours=env.int("MODERATION_OVERDUE_AFTER_HOURS", default=48))
MODERATION_DIGEST_AT = time(6, 30)
PLANS_REMIND_AT = time(6, 30)  # of what falls due; None: never
# Working days until feedback is answered, and months after which who wrote it, and what, is removed.
FEEDBACK_ANSWER_DAYS = env.int("FEEDBACK_ANSWER_DAYS", default=5)
FEEDBACK_PRESS_DAYS = env.int("FEEDBACK_PRESS_DAYS", default=2)
# Hours within which what a parent no longer agrees to is taken down, by night and on holidays as well.
FEEDBACK_CONSENT_HOURS = env.int("FEEDBACK_CONSENT_HOURS", default=12)
FEEDBACK_KEEP_MONTHS = env.int("FEEDBACK_KEEP_MONTHS", default=12)
MODERATION_UNIT_MODEL = "plans.Unit"  # by name: moderation imports no content
WAGTAIL_FINISH_WORKFLOW_ACTION = "moderation.finishing.publish_reviewed_revision"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_IMAGE_MODEL = "media.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PhotoForm"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 80 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 200_000_000
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILDOCS_DOCUMENT_MODEL = "media.SchoolDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "odt", "pdf", "ppt", "pptx", "txt", "xls", "xlsx", "zip"]
WAGTAILDOCS_EXTENSIONS += ["m4a", "mp3", "mp4", "ogg", "vtt", "webm"]  # the school's song, films and their captions
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
}
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "common.search", "SEARCH_CONFIG": "simple"}}
WAGTAILEMBEDS_FINDERS = []  # nothing is fetched from anywhere when an editor pastes a link
# Wagtail's own index tasks must run at once: queued, they left search empty after publishing.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Mail: an outbox row in the transaction of the act, sent by the worker ------------------------------------
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Cổng Trường <khong-tra-loi@localhost>")
_mail_server = env.email_url_config(env("EMAIL_URL", default="") or "consolemail://")
EMAIL_DELIVERY_BACKEND = _mail_server.pop("EMAIL_BACKEND")
_mail_server.pop("EMAIL_FILE_PATH", None)
vars().update(_mail_server)
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_TIMEOUT = 20
POST_OFFICE = {
    "BACKENDS": {"default": EMAIL_DELIVERY_BACKEND},
    "MESSAGE_ID_ENABLED": True,  # at least once, and a repeat carries the same Message-ID
    "MESSAGE_ID_FQDN": env("MESSAGE_ID_FQDN", default="cong-truong.local"),
    # A school's mail server may be down over a long weekend: try every minute for a week.
    "MAX_RETRIES": 7 * 24 * 60,
    "RETRY_INTERVAL": timedelta(minutes=1),
    "LOG_LEVEL": 1,
}

# --- What is said at the terminal (or to the journal): warnings and errors ------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a wrong address is the visitor's affair
        "post_office": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# --- Security -------------------------------------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])  # whose X-Forwarded-For is believed
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames our pages
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "wagtailadmin_login"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        # A film that a visitor has tapped; before that no page has a frame.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
