"""The spaCy pipeline: our tokenizer and one component for each kind of span.

The `Document` travels in `doc.user_data`; each component writes a group of `doc.spans`, whose `attrs` keep
the spans with their exact offsets and attributes (tokens are too coarse where a blank was misread). spaCy's
`Doc` ends here.
"""

from collections.abc import Iterable
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from kehoach.records import Document, Span
from models.agencies import find_agencies as agencies_in
from models.citations.find import find_citations as citations_in
from models.dates import find_dates as dates_in
from models.structure.sections import find_sections as sections_in
from models.structure.zones import find_zones as zones_in

_DOCUMENT: Final = "kehoach.document"
_FOUND: Final = "found"
_ZONES, _SECTIONS, _AGENCIES, _DATES, _CITATIONS = "zones", "sections", "agencies", "dates", "citations"
_COMPONENTS: Final = tuple(f"kehoach_{group}" for group in (_ZONES, _SECTIONS, _AGENCIES, _DATES, _CITATIONS))
_HEAD_ZONES: Final = frozenset(("letterhead", "motto"))


def load_pipeline() -> Language:
    """The pipeline, ready to use; it is stateless, so that one serves any number of documents."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "kehoach.tokenizer.v1"}}}
    nlp = spacy.blank("vi", config=config)
    for name in _COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def find_spans(document: Document, nlp: Language) -> tuple[Span, ...]:
    """All spans of the document, by start, then the longer first (labels and attributes: `models.spans`)."""
    doc = nlp.make_doc(document.text)
    doc.user_data[_DOCUMENT] = document
    doc = nlp(doc)
    spans = [span for group in doc.spans.values() for span in group.attrs[_FOUND]]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _write(doc: Doc, group: str, spans: Iterable[Span]) -> Doc:
    found = tuple(spans)
    tokens = [doc.char_span(span.start, span.end, span.label, alignment_mode="expand") for span in found]
    doc.spans[group] = SpanGroup(
        doc, name=group, attrs={_FOUND: found}, spans=[span for span in tokens if span is not None]
    )
    return doc


def _found(doc: Doc, group: str) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = doc.spans[group].attrs[_FOUND]
    return spans


@Language.component("kehoach_zones")
def find_zones(doc: Doc) -> Doc:
    """Writes the zones of the document."""
    return _write(doc, _ZONES, zones_in(doc.user_data[_DOCUMENT]))


@Language.component("kehoach_sections")
def find_sections(doc: Doc) -> Doc:
    """Writes the blocks of the body; needs the zones."""
    return _write(doc, _SECTIONS, sections_in(doc.user_data[_DOCUMENT], _found(doc, _ZONES)))


@Language.component("kehoach_agencies")
def find_agencies(doc: Doc) -> Doc:
    """Writes the names of agencies."""
    return _write(doc, _AGENCIES, agencies_in(doc.user_data[_DOCUMENT].text))


@Language.component("kehoach_dates")
def find_dates(doc: Doc) -> Doc:
    """Writes the full dates."""
    return _write(doc, _DATES, dates_in(doc.user_data[_DOCUMENT].text))


@Language.component("kehoach_citations")
def find_citations(doc: Doc) -> Doc:
    """Writes the citations; a bare number in the head is the document's own, and none."""
    head = [span for span in _found(doc, _ZONES) if span.attributes["zone"] in _HEAD_ZONES]
    text: str = doc.user_data[_DOCUMENT].text  # `doc.text` is put together anew each time
    kept = [
        span
        for span in citations_in(text)
        if not (text[span.start] in "0123456789sS" and any(z.start <= span.start < z.end for z in head))
    ]
    return _write(doc, _CITATIONS, kept)
