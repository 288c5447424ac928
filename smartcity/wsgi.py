"""The web server's door: `gunicorn smartcity.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
application = get_wsgi_application()

from smartcity.warmup import warm_up  # noqa: E402 - needs the applications to be there

warm_up()
