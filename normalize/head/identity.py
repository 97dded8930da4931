"""Which document, of which office, the plan itself is: its keys in closed lists."""

import re
from dataclasses import replace
from typing import Final

from kehoach.language.agencies import issuer_on
from kehoach.records import CitedNumber, Head
from normalize.citations.keys import State, document_key, own_province

_PARTY: Final = re.compile(r"\d+-[A-ZĐ]+/[A-ZĐ]+")  # "24-KH/TU"


def identified(head: Head) -> Head:
    """The head with its document's key, as in `Citation`, and its issuer's and province's entries of the
    registry on the day of issue; None where the head does not give what they need.
    """
    day = head.issued_on
    if day is None or head.issuer is None:
        return head
    issuer_key, province = issuer_on(head.issuer, head.parent_issuer, day)
    return replace(head, document_key=_key(head), issuer_key=issuer_key, province=province)


def _key(head: Head) -> str | None:
    if head.number is None or head.doc_type is None or head.issued_on is None:
        return None
    number = CitedNumber(
        canonical=head.number,
        printed=head.number,
        place=(0, 0),
        year=None,
        party=_PARTY.fullmatch(head.number) is not None,
        scope="local",
        lenient=False,
        repaired=False,
        unlisted=None,
        symbol_type=None,
        symbol_issuer=None,
    )
    state = State(head.issued_on.year, head.issued_on, head.issuer, None, None, own_province(head))
    return document_key(head.doc_type, number, state)
