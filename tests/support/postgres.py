"""A PostgreSQL server for one run: on loopback, on a port and in a folder of its own, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from common.serving import parent
from config.machine.debian import postgres_programs
from tests.support.mail_server import free_port

_TRIES = 3
_START_SECONDS = 60
_STOP_SECONDS = 20
# Nothing here has to outlive a power cut.
_IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@contextmanager
def server(name: str) -> Iterator[str]:
    """Run a server with one empty database, `name`. Yield its address as DATABASE_URL has it."""
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("postgresql is missing: `make test` installs it or says how.")
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="cong-truong-pg-"))
    try:
        password = secrets.token_hex(16)
        _initialise(programs, folder, password, account)
        process, port = _start(programs, folder, password, account)
        try:
            url = f"postgres://postgres:{password}@127.0.0.1:{port}"
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            yield f"{url}/{name}"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: return whom root is to run it as. Nobody else needs another account."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def _as(account: pwd.struct_passwd | None) -> dict[str, object]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, password: str, account: pwd.struct_passwd | None) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if account:
        for path in (folder, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
    options = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"]
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "--locale=C.UTF-8", "--no-sync", *options]
    made = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, **_as(account))
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")


def _start(
    programs: Path, folder: Path, password: str, account: pwd.struct_passwd | None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start on a free port; somebody may take it meanwhile, so try again on another."""
    log = folder / "log"
    for _try in range(_TRIES):
        port = free_port()
        settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *_IN_A_HURRY]
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
        with log.open("ab") as output:
            process = subprocess.Popen(
                [*command, *(part for setting in settings for part in ("-c", setting))],
                cwd=folder,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the suite, which stops the server in its turn
                preexec_fn=lambda: parent.die_with_it(signal.SIGINT),  # noqa: PLW1509 - nothing else runs here yet
                **_as(account),
            )
        if _answers(process, port, password):
            return process, port
        _stop(process)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _answers(process: subprocess.Popen[bytes], port: int, password: str) -> bool:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask for a fast shutdown, which does not wait for clients."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
