"""One settings file, driven by the environment. README.md has the table of variables.

Nothing here starts or contacts anything: `operations/postgres.py` is where the embedded
database begins and ends.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from operations.postgres import embedded_url
from smartcity.page_addresses import ABSOLUTE_URL_OVERRIDES, LINKS  # noqa: F401
from smartcity.rooms import ROOMS

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where we are -----------------------------------------------------------------------------
VAR_DIR = Path(env.str("SIMPUL_VAR", str(BASE_DIR / "var")))
PRODUCTION = env.bool("SIMPUL_PRODUCTION", False)
DEBUG = env.bool("SIMPUL_DEBUG", False)
# Example logins, the folder of letters and the codes of the example people: never in production.
EXAMPLE_SITE = env.bool("SIMPUL_EXAMPLE", not PRODUCTION)
SECOND_FACTOR_REQUIRED = env.bool("SIMPUL_SECOND_FACTOR_REQUIRED", True)
SITE_URL = env.str("SIMPUL_URL", f"http://localhost:{env.str('PORT', '8000')}").rstrip("/")
SITE_ORGANISATION = env.str("SIMPUL_ORGANISATION", "Simpul, situs contoh")
SIGNING_NOTE = env.str("SIMPUL_SIGNING_NOTE", "")  # empty: as in commitments/wording.py

SECRET_KEY = env.str("SIMPUL_SECRET_KEY", "" if PRODUCTION else "only-for-development-" + "x" * 40)
# After a change of the key: the one before, so that what it has encrypted still opens.
SECRET_KEY_FALLBACKS = env.list("SIMPUL_SECRET_KEY_BEFORE", default=[])
ALLOWED_HOSTS = env.list(
    "SIMPUL_HOSTS",
    default=[urlsplit(SITE_URL).hostname]
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]", "testserver", ".localhost"],
)
if PRODUCTION:  # a site that would be unsafe, or lose letters or data, does not start
    for sentence, is_so in {
        "SIMPUL_SECRET_KEY needs at least 50 characters.": len(SECRET_KEY) >= 50,
        "SIMPUL_URL must begin with https://.": SITE_URL.startswith("https://"),
        "SIMPUL_DEBUG must be off.": not DEBUG,
        "SIMPUL_EXAMPLE must be off.": not EXAMPLE_SITE,
        "SIMPUL_SECOND_FACTOR_REQUIRED must be on.": SECOND_FACTOR_REQUIRED,
        "SIMPUL_HOSTS must name the hosts, without *.": "*" not in ALLOWED_HOSTS,
        "DATABASE_URL must name the database.": bool(env.str("DATABASE_URL", "")),
        "EMAIL_URL must name the mail server.": bool(env.str("EMAIL_URL", "")),
    }.items():
        if not is_so:
            raise ImproperlyConfigured(f"In production: {sentence}")

CSRF_TRUSTED_ORIGINS = [SITE_URL] if PRODUCTION else []
ROOT_URLCONF = "smartcity.urls"
WSGI_APPLICATION = "smartcity.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "pgtrigger",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    # First what stands on every answer, also on errors and on what does not need the database.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "operations.middleware.request_log",
    "smartcity.compression.PageCompression",
    "operations.middleware.answer_early",
    "smartcity.body_limit.refuse_large_bodies",
    "smartcity.odd_requests.answer_odd_requests",
    "masterplans.middleware.answer_presence",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smartcity.lost_forms.keep_what_was_typed",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.note_activity",
    "accounts.middleware.require_second_factor",
    "smartcity.current_plan.remember_current_plan",
    "smartcity.way_back.come_home",
    "django_htmx.middleware.HtmxMiddleware",
    "smartcity.parts.keep_parts_apart",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "smartcity.context.frame",
            ],
            "builtins": [
                "smartcity.templatetags.simpul",
                "smartcity.templatetags.components",
                "smartcity.templatetags.indonesian",
                "crispy_forms.templatetags.crispy_forms_tags",
            ],
        },
    }
]
FORM_RENDERER = "layouts.renderer.Renderer"
# Our own pack of templates, in `templates/simpul/` and `layouts/` (decision 0019).
CRISPY_ALLOWED_TEMPLATE_PACKS = ("simpul",)
CRISPY_TEMPLATE_PACK = "simpul"
CRISPY_FAIL_SILENTLY = False  # a layout that names no field is a mistake of ours

# --- database ---------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "") or embedded_url(VAR_DIR / "postgres")
_database = env.db_url_config(DATABASE_URL)
# Whom the site signs in as, when that is not the owner of the tables; `migrate` grants to it.
SITE_ROLE = env.str("SIMPUL_SITE_ROLE", "")
DATABASES = {
    "default": {
        **_database,
        "OPTIONS": {
            # A page that waits for a dead database for minutes is worse than one that says so.
            "connect_timeout": 5,
            # Plan for solid-state disks: with PostgreSQL's 4, for turning ones, a list of programs
            # reads the indicators of the whole nation instead of its own (docs/bench.md).
            "options": "-c random_page_cost=1.1",
            **_database.get("OPTIONS", {}),
        },
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": env.int("SIMPUL_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.str("SIMPUL_TEST_DB", "test_simpul")},
    }
}

# --- people and sign-in -----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "letters.adapter.LetterAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the address is proven by the invitation's link
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Simpul] "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told by letter
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "change_password": "accounts.sign_in_forms.NewPasswordForm",
    "set_password": "accounts.sign_in_forms.FirstPasswordForm",
    "reset_password": "letters.forms.PasswordLinkForm",
    "reset_password_from_key": "accounts.sign_in_forms.PasswordByLinkForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateByPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/15m/key",  # key: the account and where from (accounts/adapter.py)
    "login_strangers": "60/15m/key",  # of one account, from browsers that never opened it
    "reset_password": "20/m/ip,5/15m/key",
    "sign": "5/15m/user",  # wrong passwords at signing (signing/reauthentication.py)
    "timestamp": "120/m/ip",  # asked by programs at /pki/waktu/
    "ceremony_door": "120/m/ip,8/15m/key",  # key: whose letter is asked for at the door of a hall
    "check_file": "30/m/ip",  # files of the public to be verified
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_ADAPTER = "accounts.adapter.EncryptedSecretsAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_step_forms.SecondStepCodeForm",
    "reauthenticate": "accounts.second_step_forms.ReauthenticateByCodeForm",
    "activate_totp": "accounts.second_step_forms.CodeAppForm",
    "deactivate_totp": "accounts.second_step_forms.RemoveCodeAppForm",
    "generate_recovery_codes": "accounts.second_step_forms.RecoveryCodesForm",
    "add_webauthn": "accounts.second_step_forms.PasskeyForm",
    "edit_webauthn": "accounts.second_step_forms.PasskeyNameForm",
    "reauthenticate_webauthn": "accounts.second_step_forms.ReauthenticateByPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Simpul"
MFA_TOTP_TOLERANCE = 1  # step: codes that were typed just before the next one came (RFC 6238, 5.2)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address is proven by the invitation's link
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Counters of the rate limits are shared by all web processes and machines through the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "smartcity_cache",
        # Django's 300 would let a flood of made-up addresses push the counters out.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# --- browser security -------------------------------------------------------------------------
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "smartcity.lost_forms.stale_form"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # computers of an office have many users
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^sehat/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
# How many of our own proxies stand in front. They tell the visitor's address (the limits on
# sign-in count by it) and whether she came by HTTPS; without them nobody is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SIMPUL_PROXIES", 1 if PRODUCTION else 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
LOCALE_PATHS = [BASE_DIR / "locale"]  # better words than those of the packages
USE_I18N = True
USE_TZ = True

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
AUTHORITY_DIR = Path(env.str("SIMPUL_AUTHORITY_DIR", str(VAR_DIR / "authority")))
S3_BUCKET = env.str("SIMPUL_S3_BUCKET", "")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": S3_BUCKET, "querystring_auth": True, "file_overwrite": False},
    }
    if S3_BUCKET
    else {"BACKEND": "smartcity.whole_files.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "smartcity.static_files.PackedStaticFiles"
        if env.bool("SIMPUL_STATIC_MANIFEST", not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf"]
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_LIMIT_MB = 20
BSRE_ROOTS = env.str("SIMPUL_BSRE_ROOTS", "")  # bsre/servers.py, recognition.py
BSRE_SERVERS = {key: it for key, it in env.ENVIRON.items() if key.startswith("SIMPUL_BSRE_URL")}
BOOK_SECONDS = env.int("SIMPUL_BOOK_SECONDS", 120)  # what typesetting one book may take
BOOK_MEMORY_MB = env.int("SIMPUL_BOOK_MEMORY_MB", 1536)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a program of 20 years × 8 sources in one form

# --- background work --------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- mail -------------------------------------------------------------------------------------
MAIL_DIR = VAR_DIR / "mail"
if env.str("EMAIL_URL", ""):
    vars().update(env.email_url("EMAIL_URL"))
else:  # development: one file a letter, shown at /contoh/
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("SIMPUL_MAIL_FROM", "Simpul <simpul@localhost>")
EMAIL_TIMEOUT = 10

# --- logs -------------------------------------------------------------------------------------
QUIET = {"level": "ERROR"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "operations.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"level": "INFO"},  # without Django's own handlers: an error is written once
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "gunicorn.error": {"handlers": ["stderr"], "propagate": False},
        # Robots ask for hosts that are not ours all day; the request's own line tells enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # urllib3 tells of addresses, and in one of BSrE's stands a NIK.
        **dict.fromkeys(("weasyprint", "fontTools", "pikepdf", "urllib3"), QUIET),
        **dict.fromkeys(("pyhanko", "pyhanko_certvalidator"), QUIET),
    },
}
