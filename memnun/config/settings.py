"""Django's settings, all from the environment with safe defaults."""

from urllib.parse import urlsplit

from memnun.config import database, environment

ENVIRONMENT = environment.read()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts or (
    [urlsplit(ENVIRONMENT.url).hostname or ""] if ENVIRONMENT.url else ["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url] if ENVIRONMENT.url else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "memnun.foundation",
    "memnun.events",
    "memnun.people",
    "memnun.customers",
    "memnun.consent",
    "memnun.purchases",
    "memnun.interactions",
    "memnun.knowledge",
    "memnun.cases",
    "memnun.channels",
    "memnun.channels.chat",
    "memnun.channels.telegram",
    "memnun.channels.email",
    "memnun.channels.in_person",
    "memnun.channels.phone",
    "memnun.channels.post",
    "memnun.channels.video",
    "memnun.channels.web_form",
    "memnun.segments",
    "memnun.preventing",
    "memnun.insights",
    "memnun.desk",
    "memnun.reactions",
    "memnun.privacy",
    "memnun.archive",
    "memnun.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "memnun.people.middleware.SessionActivityMiddleware",
    "memnun.people.middleware.PersonMiddleware",
    "memnun.people.middleware.SecondFactorMiddleware",
    "memnun.config.security.SecurityHeadersMiddleware",
]

ROOT_URLCONF = "memnun.config.urls"
WSGI_APPLICATION = "memnun.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [environment.ROOT / "memnun" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "memnun.config.context.frame",
            ],
            "builtins": [
                "memnun.foundation.templatetags.addresses",
                "memnun.foundation.templatetags.turkish",
            ],
        },
    }
]

DATABASES = {"default": database.django_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "memnun.people.throttle.SharedCache"}}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "memnun.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.url.startswith("https://") else "http"
ACCOUNT_FORMS = {"reset_password": "memnun.people.forms.sign_in.ForgottenPasswordForm"}
MFA_ADAPTER = "memnun.people.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.url.startswith("https://")
MFA_TOTP_ISSUER = "Memnun"
USERSESSIONS_TRACK_ACTIVITY = True

SESSION_ENGINE = "memnun.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.url.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "memnun_session"
CSRF_COOKIE_NAME = "memnun_csrf"
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.url.startswith("https://") else 0
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "memnun_language"
LOCALE_PATHS = [environment.ROOT / "memnun" / "locale"]
FORMAT_MODULE_PATH = ["memnun.foundation.formats"]
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [environment.ROOT / "memnun" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "memnun.config.static.VersionedStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENVIRONMENT.data / "attachments", "base_url": None},
    },
}
MEDIA_ROOT = ENVIRONMENT.data / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
LARGEST_FORM = 25 * 1024 * 1024
LARGEST_ATTACHMENT = 25 * 1000 * 1000
LARGEST_UPLOAD = 1024 * 1024 * 1024
"""Bytes of one request to a page, uploaded files included; a longer one is answered with 413."""

EMAIL_BACKEND = "memnun.config.mail.InstallationMailBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from or "Memnun <memnun@localhost>"

SECOND_READER = ENVIRONMENT.second_reader

PROCRASTINATE_IMPORT_PATHS: list[str] = []
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # it writes whole addresses, and some providers want their key there
        "httpx": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "uvicorn": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
