"""A real SMTP server on loopback, which a test can stop, start again, and hold up in the middle of a mail."""

import asyncio
import socket
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Keeps what it is sent in `messages`. `start` and `stop` may be called again and again; the port stays."""

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = free_port()
        self.messages: list[EmailMessage] = []
        self.arrived = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The server as EMAIL_URL names it."""
        return f"smtp://{self.host}:{self.port}"

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname=self.host, port=self.port, ready_timeout=20)
        self._controller.start()

    def stop(self) -> None:
        """Refuse connections until started again."""
        self.may_answer.set()
        if self._controller:
            self._controller.stop()
            self._controller = None

    def hold(self) -> None:
        """Take the next mail but do not say so until `may_answer` is set."""
        self.may_answer.clear()

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails that were delivered to `address`, oldest first."""
        return [message for message in self.messages if address in message["X-Delivered-To"]]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail. (The name is aiosmtpd's.)"""
        content: Any = envelope.content
        message = message_from_bytes(content, policy=policy.default)
        message["X-Delivered-To"] = ", ".join(envelope.rcpt_tos)
        self.arrived.set()
        while not self.may_answer.is_set():
            await asyncio.sleep(0.02)
        self.messages.append(message)
        return "250 OK"
