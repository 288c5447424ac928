"""What allauth asks us: nobody signs up by herself."""

from allauth.account.adapter import DefaultAccountAdapter


class ByInvitation(DefaultAccountAdapter):
    """Accounts come from invitations (`regions.invitations`), so the sign-up page is closed."""

    def is_open_for_signup(self, request):
        return False
