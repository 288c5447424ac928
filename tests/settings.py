"""The site's own settings, and an eye on every page: one query for each row is an error."""

from smartcity.settings import *  # noqa: F403
from smartcity.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.reading.watch_pages", *MIDDLEWARE]
