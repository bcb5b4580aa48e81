"""What a first visit to each kind of page costs a cheap phone, and what it costs the database.

    BENCH_SCHOOL=/somewhere make bench-pages    keeps the school there and finds it again, which saves minutes

The school is the demo school, served as `make run` does. Weights are what came over the wire, without photos.
Lighthouse runs where there is a Node to run it with.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.support import browser as browsers
from tests.support.databases import ROOT
from tests.support.mail_server import free_port

PHONE = {"width": 360, "height": 740}
SCHEMES = ("light", "dark")
KB = 1024
MOST = {"total": 60 * KB, "css": 15 * KB, "js": 10 * KB, "requests": 10, "shift": 0.0, "axe": 0}
MOST_QUERIES = {"home": 8, "list": 10, "article": 11, "galleries": 10, "gallery": 10, "search": 4}
SEARCH_MILLISECONDS, WITHDRAWAL_MILLISECONDS = 150, 1000
LIGHTHOUSE = "lighthouse@12.8.2"
LIGHTHOUSE_PAGES = ("home", "list", "article", "gallery", "plan", "calendar", "look-up", "feedback")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST_SCORE = 98
START_SECONDS = 120
TRIES = 5
SHIFTS = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({type: "layout-shift", buffered: true});
  (async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
      scrollTo(0, y);
      await new Promise(r => setTimeout(r, 60));
    }
    setTimeout(() => done(shift), 300);
  })();
})"""


def run() -> bool:
    """Print every figure with what is promised. Return whether all of it holds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()  # the browser's helper asks which connections are open
    with _school() as (environment, address), browsers.chromium() as browser:
        counted = _counted(environment)
        kept = _tell_weights(browser, address, counted["addresses"])
        kept &= _tell_lighthouse(address, counted["addresses"])
        kept &= _tell_queries(counted)
    return kept


# --- The school -----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _school() -> Iterator[tuple[dict[str, str], str]]:
    """Yield the environment of a demo school of its own, and the address at which it is served."""
    kept = os.environ.get("BENCH_SCHOOL")
    with contextlib.ExitStack() as stack:
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-truong-pages-")))
        folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "VAR_DIR": str(folder)}
        environment |= {"DATABASE_URL": "", "PYTHONPATH": str(ROOT / "site"), "PORT": str(free_port()), "HOST": ""}
        if not (folder / "ready").exists():
            _make(environment)
            (folder / "ready").touch()
        stack.enter_context(_served(environment))
        yield environment, f"http://127.0.0.1:{environment['PORT']}"


def _make(environment: dict[str, str]) -> None:
    """Draw the demo school, and let every photo get its renditions."""
    for command in (["migrate", "-v0"], ["demo_school"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    made = "from media import renditions\nwhile renditions.make_missing(): pass"
    subprocess.run([sys.executable, "manage.py", "shell", "-v0", "-c", made], cwd=ROOT, env=environment, check=True)


@contextlib.contextmanager
def _served(environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "manage.py", "serve", "--no-demo"]
    with (
        Path(environment["VAR_DIR"], "serve.log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{environment['PORT']}/")
            yield
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
            return
        time.sleep(0.2)
    raise TimeoutError(address)


def _counted(environment: dict[str, str]) -> dict[str, Any]:
    """Return what `pages_school` finds in a copy of the database: the school that is served stays as it is."""
    with tempfile.TemporaryDirectory() as copy:
        for file in Path(environment["VAR_DIR"]).glob("site.sqlite3*"):
            shutil.copy(file, copy)
        for folder in ("static", "private", "public"):
            shutil.copytree(Path(environment["VAR_DIR"], folder), Path(copy, folder))
        command = [sys.executable, "-m", "tests.bench.pages_school"]
        own = environment | {"VAR_DIR": copy}
        done = subprocess.run(command, cwd=ROOT, env=own, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


# --- The phone ------------------------------------------------------------------------------------------------------


def _tell_weights(browser: Browser, address: str, pages: dict[str, str]) -> bool:
    print(
        f"\n{'first visit, 360 px, without photos':38}"
        f"{'total':>8}{'CSS':>8}{'JS':>8}{'requests':>10}{'CLS':>8}{'axe':>6}"
    )
    kept = True
    for name, path in pages.items():
        found = _visit(browser, f"{address}{path}")
        over = [what for what, most in MOST.items() if found[what] > most]
        weights = "".join(f"{found[what] / KB:7.1f}K" for what in ("total", "css", "js"))
        print(f"  {name:36}{weights}{found['requests']:10}{found['shift']:8.3f}{found['axe']:6}", *over)
        for fault in found["faults"]:
            print(f"      {fault}")
        kept &= not over
    return kept


def _visit(browser: Browser, address: str) -> dict[str, Any]:
    """Return what a first visit fetched, how much moved while it loaded and was read, and what axe found."""
    found = {"total": 0, "css": 0, "js": 0, "requests": 0, "shift": 0.0, "axe": 0, "faults": []}
    for scheme in SCHEMES:
        context = browser.new_context(viewport=PHONE, color_scheme=scheme, is_mobile=True, has_touch=True)
        page = context.new_page()
        kinds: dict[str, str] = {}
        weights: dict[str, int] = {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.responseReceived", lambda event, kinds=kinds: kinds.update({event["requestId"]: event["type"]})
        )
        session.on(
            "Network.loadingFinished",
            lambda event, weights=weights: weights.update({event["requestId"]: event["encodedDataLength"]}),
        )
        page.goto(address, wait_until="networkidle")
        if scheme == SCHEMES[0]:
            own = {each: kind for each, kind in kinds.items() if kind not in {"Image", "Media"}}
            found["requests"] = len(own)
            found["total"] = sum(weights.get(each, 0) for each in own)
            for what, kind in (("css", "Stylesheet"), ("js", "Script")):
                found[what] = sum(weights.get(each, 0) for each, its in own.items() if its == kind)
        found["shift"] = max(found["shift"], round(page.evaluate(SHIFTS), 4))
        faults = Axe().run(page).response["violations"]
        found["axe"] += len(faults)
        found["faults"] += [f"{scheme}: {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in faults]
        context.close()
    return found


def _tell_lighthouse(address: str, pages: dict[str, str]) -> bool:
    """Print the four scores. Without Node there is nothing to run it with, and nothing is promised."""
    npx = shutil.which("npx")
    if not npx:
        print("\nLighthouse: left out, there is no npx on this machine")
        return True
    print("\n" + f"{'Lighthouse, mobile':38}" + "".join(f"{category:>16}" for category in CATEGORIES))
    kept = True
    for name in LIGHTHOUSE_PAGES:
        scores = _scores(npx, f"{address}{pages[name]}")
        low = [category for category, score in scores.items() if score < LEAST_SCORE]
        print(f"  {name:36}" + "".join(f"{scores[category]:16.0f}" for category in CATEGORIES), *low)
        kept &= not low
    return kept


def _scores(npx: str, address: str) -> dict[str, float]:
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    command = [npx, "--yes", LIGHTHOUSE, address, "--output=json", "--quiet", flags]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    for _try in range(TRIES):  # Chromium does not always come up on a machine that has much to do
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if not done.returncode:
            break
    else:
        print(done.stderr[-1000:])
        return dict.fromkeys(CATEGORIES, 0.0)
    report = json.loads(done.stdout)
    return {category: 100 * report["categories"][category]["score"] for category in CATEGORIES}


# --- The database ---------------------------------------------------------------------------------------------------


def _tell_queries(counted: dict[str, Any]) -> bool:
    steps = list(counted["queries"])
    print(
        f"\n{'queries of one visit, nothing cached':38}" + "".join(f"{f'{int(step):,} articles':>18}" for step in steps)
    )
    kept = True
    for name in counted["addresses"]:
        numbers = [counted["queries"][step][name] for step in steps]
        most = MOST_QUERIES.get(name)
        wrong = len(set(numbers)) > 1 or (most is not None and max(numbers) > most)
        promised = f"at most {most}" if most else ""
        print(f"  {name:36}" + "".join(f"{number:18}" for number in numbers), promised, "MORE" if wrong else "")
        kept &= not wrong
    times = [counted["search"][step] for step in steps]
    slow = times[-1] > SEARCH_MILLISECONDS
    print(
        f"  {'search for what all hold, ms':36}" + "".join(f"{each:18.0f}" for each in times),
        "TOO SLOW" if slow else "",
    )
    late = counted["withdrawal"] > WITHDRAWAL_MILLISECONDS
    print(
        f"  {'a photo gone from everywhere, ms':38}{'':34}{counted['withdrawal']:18.0f}",
        "TOO SLOW" if late else "",
    )
    return kept and not slow and not late
