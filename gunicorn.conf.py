"""How gunicorn serves the site: it reads this file by itself when it is started here.

What a command says (`--workers 4`) goes before what stands here.
"""

# The site is read in once, with all its templates, before the workers are made (smartcity/wsgi.py):
# none of them begins with seconds of work before its first page, and they share the memory.
preload_app = True
threads = 4
worker_class = "operations.web_worker.WebWorker"
limit_request_line = 8190  # from 4,094 on the site itself says so (smartcity/odd_requests.py)
