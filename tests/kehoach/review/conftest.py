"""A desk over a document set by hand; `tests/kehoach/review/test_browser.py` has one over a real
warehouse.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kehoach.review.app import create_app
from kehoach.review.desk import Desk
from kehoach.review.security import Access
from kehoach.review.stock import StockDocument
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.replay import check_replay, replay
from kehoach.run.pictures import Pictures
from kehoach.settings import ExtractSettings
from tests.kehoach.run.corrections.factories import DOC, TABLE, doubt, make_rows


@dataclass
class Stock:
    """Stands in for a warehouse: the rows of documents, before corrections."""

    folder: Path
    read: dict = field(default_factory=dict)
    name: str = "a.pdf"

    def documents(self):
        return {
            doc_id: StockDocument(
                doc_id, self.name, "0" * 64, "KẾ HOẠCH", "Sở Giao thông vận tải", "", 2020, 1
            )
            for doc_id in self.read
        }

    def doubts(self):
        return self.read

    def rows(self, doc_id, trial=None):
        rows = replay(self.read[doc_id], CorrectionLog(self.folder).entries(doc_id))
        return check_replay(rows, trial) if trial else rows


@pytest.fixture
def rows():
    rows = make_rows(doubted=[("t0002", "lead_text", "Sở Tư pháp"), ("t0003", "due_text", None)])
    doubt(rows, "tables", TABLE, None, rule="doubtful_column")
    rows["tables"][0]["flagged"] = True
    return rows


@pytest.fixture
def stock(tmp_path, rows):
    return Stock(tmp_path, {DOC: rows})


@pytest.fixture
def desk(stock):
    return Desk(stock, sample_rate=0.0)


class Browser:
    """A client that fills in the forms of the pages that it gets, as a browser would."""

    def __init__(self, app, headers=None):
        self.http = TestClient(app, base_url="http://127.0.0.1:8600", headers=headers)
        self.page = None

    def get(self, url):
        self.page = self.http.get(url)
        return self.page

    def post(self, url, **fields):
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page.text)
        self.page = self.http.post(url, data={"csrf": token[1] if token else "", **fields})
        return self.page

    def decide(self, action="correct", **fields):
        """Submit the form of the value that is shown."""
        url = re.search(r'action="(/items/[0-9a-f]{20}\?[^"]*)" class="decide"', self.page.text)[1]
        seen = re.search(r'name="seen" value="([^"]*)"', self.page.text)[1]
        return self.post(
            url.replace("&amp;", "&"), **{"action": action, "seen": seen, "text": seen, **fields}
        )


@pytest.fixture
def open_desk(stock, tmp_path):
    """Open the desk, as a new browser; `names` or `user_header` say how stewards are known."""

    def open_desk(desk=None, headers=None, **access):
        pictures = Pictures(tmp_path, ExtractSettings())
        return Browser(
            create_app(desk or Desk(stock, sample_rate=0.0), pictures, Access(b"s", **access)), headers
        )

    return open_desk


@pytest.fixture
def browser(open_desk):
    return open_desk()
