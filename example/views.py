"""What only an example site has: a mailbox that everybody may read, and the example people."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from example import logins
from example.codes import current_codes
from example.mailbox import letter as one_letter
from example.mailbox import letters


@login_not_required
def index(request):
    codes = current_codes()
    people = [(role, email, password, codes.get(email, "")) for role, email, password in logins()]
    return render(request, "example/index.html", {"people": people, "letters": letters()})


@login_not_required
def letter(request, name):
    found = one_letter(name)
    if found is None:
        raise Http404
    return render(request, "example/letter.html", {"letter": found})
