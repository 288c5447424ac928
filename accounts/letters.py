"""Letters by e-mail: written in the deed's transaction, sent by the worker.

The queue is a table of the same database, so a letter exists exactly when the deed that it tells
of was committed; a mail server that is down delays a letter and never breaks a page.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django_tasks import task


def send_letter(template: str, *, to, subject: str, path: str, **context) -> None:
    """Queue one letter to each of the people `to` (users or addresses), rendered now.

    `template` names two files, `<template>.txt` and `<template>.html`; `path` is the very place
    that the letter is about, written into it as a full address. The queue keeps the text, so a
    letter with a secret in it is not sent this way but by `send_now` inside a task of its own.
    """
    for person in to:
        subject_line, text, html = _written(template, person, subject, path, context)
        deliver.enqueue(
            to=getattr(person, "email", person), subject=subject_line, text=text, html=html
        )


def send_now(template: str, *, to, subject: str, path: str, **context) -> int:
    """Hand one letter to the mail server at once; only for use inside a task."""
    subject_line, text, html = _written(template, to, subject, path, context)
    return _post(getattr(to, "email", to), subject_line, text, html)


@task()
def deliver(to: str, subject: str, text: str, html: str = "") -> int:
    """Hand one letter to the mail server. Fails loudly, so that the queue shows it."""
    return _post(to, subject, text, html)


def _written(template, person, subject, path, context):
    page = context | {
        "link": settings.SITE_URL + path,
        "site_url": settings.SITE_URL,
        "person": person,
        "subject": subject,
    }
    text = render_to_string(f"{template}.txt", page)
    return f"[Simpul] {subject}", text, render_to_string(f"{template}.html", page)


def _post(to, subject, text, html):
    letter = EmailMultiAlternatives(subject, text, to=[to])
    if html:
        letter.attach_alternative(html, "text/html")
    return letter.send()
