"""Our tokenizer: splits at blanks and punctuation, keeps numbers of documents whole, and loses no
character.
"""

import re
from collections.abc import Callable
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

_Factory = Callable[[], Callable[[Language], "Tokenizer"]]

# a word with its inner marks ("61/2018/NĐ-CP", "1.1", "ISO:9001") or a mark of its own, with one blank behind
# it where there is just one; or a run of blanks
_TOKEN = re.compile(r"(\w+(?:[./:\-–]\w+)*|[^\w\s])( (?!\s))?|(\s+)")


_tokenizers = cast("Callable[[str], Callable[[_Factory], _Factory]]", registry.tokenizers)


class Tokenizer:
    """Makes a `Doc` of which `doc.text` is the very text given.

    One blank between two tokens is a token's trailing blank; any other white space is a token of its own. It
    has no state, so that there is nothing for a stored pipeline to keep.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`."""
        found = _TOKEN.findall(text)
        words = [token or blanks for token, _, blanks in found]
        return Doc(self.vocab, words=words, spaces=[bool(blank) for _, blank, _ in found])


@_tokenizers("kehoach.tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory that spaCy's configuration names `kehoach.tokenizer.v1`."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create
