"""A desk that answers at an address, and a browser to look at it."""

import threading
import time
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import sync_playwright

from kehoach.review.app import create_app
from kehoach.review.desk import Desk
from kehoach.review.security import Access
from kehoach.review.stock import Stock
from kehoach.run.pictures import Pictures
from kehoach.settings import ExtractSettings


@contextmanager
def serve_desk(warehouse, inputs, **access):
    """Serve the desk of a warehouse as a new process would; its address."""
    desk = Desk(Stock(warehouse), sample_rate=0.0)
    app = create_app(desk, Pictures(inputs, ExtractSettings()), Access(b"s", **access))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True


@contextmanager
def open_browser():
    """Chromium as Debian has it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
