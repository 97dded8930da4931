"""What the stages hand to each other, and the findings that the warehouse stores.

Read these files first. `extract` makes a `Document` (document.py), `models` finds `Spans` in its text (spans.py),
`normalize` turns both into a `Plan` (findings.py). All records are frozen and know nothing but their fields.

Conventions, everywhere: a box is `(x0, top, x1, bottom)` in points (1/72 inch), origin at the top left of the
page as it stands upright; pages count from 1; confidences run from 0 to 1; offsets are half-open code points
of `Document.text`; text is Unicode NFC.
"""

from kehoach.records.document import (
    BBox,
    Cell,
    Document,
    Line,
    Page,
    PageDoubt,
    Range,
    Source,
    Table,
    TextSource,
    Word,
)
from kehoach.records.findings import (
    Citation,
    Deadline,
    DeadlineKind,
    DeadlineRelation,
    Evidence,
    Flag,
    Head,
    Period,
    Plan,
    Section,
    Severity,
    Task,
)
from kehoach.records.spans import (
    AgencyMention,
    Block,
    CitationRelation,
    CitedArticle,
    CitedDate,
    CitedIssuer,
    CitedNumber,
    DateMention,
    Label,
    Mention,
    Spans,
    Title,
    Zone,
    ZoneName,
)

__all__ = [
    "AgencyMention",
    "BBox",
    "Block",
    "Cell",
    "Citation",
    "CitationRelation",
    "CitedArticle",
    "CitedDate",
    "CitedIssuer",
    "CitedNumber",
    "DateMention",
    "Deadline",
    "DeadlineKind",
    "DeadlineRelation",
    "Document",
    "Evidence",
    "Flag",
    "Head",
    "Label",
    "Line",
    "Mention",
    "Page",
    "PageDoubt",
    "Period",
    "Plan",
    "Range",
    "Section",
    "Severity",
    "Source",
    "Spans",
    "Table",
    "Task",
    "TextSource",
    "Title",
    "Word",
    "Zone",
    "ZoneName",
]
