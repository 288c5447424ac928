"""A real SMTP server on loopback, which can refuse, be away, or see its client killed."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Box:
    """What the server does with a letter: keeps it, unless it was told otherwise."""

    def __init__(self):
        self.letters = []
        self.refusals = {}  # address: answer to RCPT TO
        self.answer = "250 OK"  # to DATA
        self.before_answer = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.before_answer()
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=default))
        return self.answer

    def to(self, address):
        """The letters in somebody's mailbox, oldest first."""
        return [letter for letter in self.letters if letter["To"] == address]


class Server(Controller):
    """Once stopped, another takes its place with `again`."""

    def __init__(self, port=None, box=None):
        self.box = box or Box()
        super().__init__(self.box, hostname="127.0.0.1", port=port or free_port())

    def again(self):
        """The same mail server after a pause."""
        return Server(self.port, self.box)

    def factory(self):
        return SMTP(self.handler, hostname="surel.contoh.example", enable_SMTPUTF8=False)


def free_port():
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
