"""The spaCy pipeline: our tokenizer and one component for each kind of span.

The `Document` travels in `doc.user_data`; each component writes a group of `doc.spans`, whose `attrs` keep
the records with their exact offsets (tokens are too coarse where a blank was misread). Tokens are syllables;
phrases that the files of `patterns/` list are the group `cues`, agencies, dates and citations the entities.
underthesea tells where a word ends at which an agency's name may. spaCy's `Doc` ends here.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from importlib.resources import files
from operator import attrgetter
from typing import Any, Final, Protocol, cast

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]  # a compiled module without stubs
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from kehoach.language.tones import modern
from kehoach.records import Document, Spans
from models.agencies import find_agencies as agencies_in
from models.citations.find import find_citations as citations_in
from models.citations.relations import Cue, related
from models.dates import find_dates as dates_in
from models.flow import close_rows, joined
from models.structure.sections import find_sections as sections_in
from models.structure.zones import find_zones as zones_in
from models.words import word_over

_DOCUMENT: Final = "kehoach.document"
_FOUND: Final = "found"
_CUES: Final = "cues"
_ZONES, _SECTIONS, _AGENCIES, _DATES, _CITATIONS = "zones", "sections", "agencies", "dates", "citations"
_FINDERS: Final = tuple(
    f"kehoach_{name}" for name in (_ZONES, _SECTIONS, _AGENCIES, _DATES, _CITATIONS, "entities")
)
_ENTITIES: Final = {_AGENCIES: "AGENCY", _DATES: "DATE", _CITATIONS: "CITATION"}
_HEAD_ZONES: Final = frozenset(("letterhead", "motto"))


def load_pipeline() -> Language:
    """The pipeline, ready to use; it is stateless, so that one serves any number of documents."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "kehoach.tokenizer.v1"}}}
    nlp = spacy.blank("vi", config=config)
    nlp.vocab.lex_attr_getters[NORM] = _norm  # type: ignore[attr-defined]
    ruler = nlp.add_pipe(
        "span_ruler", name="kehoach_cues", config={"spans_key": _CUES, "phrase_matcher_attr": "NORM"}
    )
    cast(SpanRuler, ruler).add_patterns(_patterns("relations"))
    for name in _FINDERS:
        nlp.add_pipe(name)
    return nlp


def _norm(text: str) -> str:
    """What patterns compare: small letters, tone marks where they are printed today."""
    return modern(text.lower())


def _patterns(name: str) -> list[dict[str, Any]]:
    text = (files("models") / "patterns" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def find_spans(document: Document, nlp: Language) -> Spans:
    """All that is found in the document's text."""
    doc = analysed(document, nlp)
    return Spans(*(_found(doc, group) for group in (_ZONES, _SECTIONS, _CITATIONS, _AGENCIES, _DATES)))


def analysed(document: Document, nlp: Language) -> Doc:
    """The document's text with all that the components write; a token stands where its characters stand
    there.
    """
    doc = nlp.make_doc(joined(document.text))
    doc.user_data[_DOCUMENT] = document
    return nlp(doc)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _write(doc: Doc, group: str, found: Sequence[_Placed]) -> Doc:
    tokens = [doc.char_span(one.start, one.end, group, alignment_mode="expand") for one in found]
    spans = [span for span in tokens if span is not None]
    doc.spans[group] = SpanGroup(doc, name=group, attrs={_FOUND: tuple(found)}, spans=spans)
    return doc


def _found(doc: Doc, group: str) -> tuple[Any, ...]:
    """The records of a group; spaCy keeps them untyped."""
    found: tuple[Any, ...] = doc.spans[group].attrs[_FOUND]
    return found


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
    document: Document = doc.user_data[_DOCUMENT]
    flow = close_rows(document.text)  # a word may run over the end of a wrapped line, none over a row's
    return _write(doc, _AGENCIES, agencies_in(document.text, lambda end: word_over(flow, end)))


@Language.component("kehoach_dates")
def find_dates(doc: Doc) -> Doc:
    """Writes the full dates."""
    return _write(doc, _DATES, dates_in(doc.user_data[_DOCUMENT].text))


@Language.component("kehoach_citations")
def find_citations(doc: Doc) -> Doc:
    """Writes the citations; a bare number in the head is the document's own, and none."""
    head = [zone for zone in _found(doc, _ZONES) if zone.name in _HEAD_ZONES]
    document: Document = doc.user_data[_DOCUMENT]
    text = document.text  # `doc.text` is put together anew each time
    kept = [
        mention
        for mention in citations_in(text, lambda start, end: _is_unsure(document, start, end))
        if not (text[mention.start] in "0123456789sS" and any(z.start <= mention.start < z.end for z in head))
    ]
    cues = (Cue(cue.start_char, cue.end_char, cue.label_) for cue in doc.spans[_CUES])
    return _write(doc, _CITATIONS, tuple(related(kept, close_rows(text), cues)))


@Language.component("kehoach_entities")
def write_entities(doc: Doc) -> Doc:
    """Writes agencies, dates and citations as entities: of those that overlap the longest, which is a
    citation with the issuer and the date that belong to it.
    """
    spans = [Span(doc, s.start, s.end, label) for group, label in _ENTITIES.items() for s in doc.spans[group]]
    doc.ents = filter_spans(spans)
    return doc


_SURE: Final = 0.95


def _is_unsure(document: Document, start: int, end: int) -> bool:
    """Whether recognisers differ about a word of the stretch, or one was read with low confidence."""
    words = document.words
    first = bisect_right(words, start, key=attrgetter("end"))
    last = bisect_left(words, end, lo=first, key=attrgetter("start"))
    return any(word.candidates or word.confidence < _SURE for word in words[first:last])
