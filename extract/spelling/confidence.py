"""How sure a word is: the probability that it was read right, from how the recognisers voted and what it
looks like.

A logistic regression over a handful of features; its weights are fitted by `python -m bench.calibrate` on
scans with gold and stand in `calibration.json`.
"""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from extract.page_reading import ReadWord
from extract.spelling.lexicon import loanwords
from extract.spelling.points import POINTS
from extract.spelling.syllables import is_vietnamese_syllable

# A word that differs in marks alone forms a known pair more than the word that was read, and that was read
# unsurely.
_STRONG_RIVAL, _SURE = 0.8, 0.95
_BEST = "netchu"  # the recogniser that errs least (docs/recogniser.md)
_SUREST = 1e-3  # certainties beyond 1 less this are as good as it
_MARKS = ".,:;!?…()[]“”\"'"


def confidence(word: ReadWord) -> float:
    """Probability (0–1) that the word is what is printed; 1 for a word of a text layer.

    Where its point was chosen by the sentence it is no likelier than that choice, as nobody saw the point.
    """
    if word.certainty == 1.0 and word.agreement == 1.0 and not (word.settled or word.support):
        return 1.0
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features(word).items())
    chosen = word.support if word.repair == POINTS and word.support is not None else math.inf
    return 1.0 / (1.0 + math.exp(-min(score, chosen)))


def mean_confidence(words: Iterable[ReadWord]) -> float:
    """Mean over the words; 1.0 where there are none (an empty cell is no doubt)."""
    values = [confidence(w) for w in words]
    return sum(values) / len(values) if values else 1.0


def features(word: ReadWord) -> Mapping[str, float]:
    """What the regression sees of a word, by name."""
    return {"constant": 1.0, **_of_votes(word), **_of_text(word), **_of_spelling(word)}


def _of_votes(word: ReadWord) -> Mapping[str, float]:
    """How the recognisers voted on it and around it, and how sure they were."""
    sureness, best_sureness = (
        -math.log10(1.0 - certainty + _SUREST) for certainty in (word.certainty, word.best_certainty)
    )
    contested, best_differs = word.agreement < 1.0, _best_differs(word)
    return {
        "dissent": 1.0 - word.agreement,
        "contested": float(contested),
        "contested_near_dissent": contested * word.dissent_near,
        "sureness": sureness,
        "sureness_squared": sureness**2,
        "sureness_squared_near_dissent": sureness**2 * word.dissent_near,
        "best_sureness": best_sureness,
        "best_sureness_squared": best_sureness**2,
        "best_sureness_of_contested": best_sureness * contested,
        "best_sureness_of_rival": best_sureness * word.rival,
        "best_sureness_differs": best_sureness * best_differs,
        "best_recogniser_differs": float(best_differs),
        "rival_of_sure": word.rival * sureness,
        "rival_of_contested": word.rival * contested,
        "settled": float(word.settled),
        "dissent_near": word.dissent_near,
        "dissent_page": word.dissent_page,
    }


def _of_text(word: ReadWord) -> Mapping[str, float]:
    """What it looks like."""
    letters = "".join(c for c in word.text if c.isalpha())
    figures = any(c.isdigit() for c in word.text)
    return {
        "no_word": float(not _may_be_word(word.text.strip(_MARKS))),
        "capitals": float(bool(letters) and not figures and letters.isupper()),
        "figures": float(figures),
        "figures_near_dissent": figures * word.dissent_near,
        "contested_figures": float(figures and word.agreement < 1.0),
        "figures_taken_for_letters": float(figures and _is_taken_for_letters(word)),
        "best_recogniser_differs_in_figures": float(figures and _best_differs(word)),
        "no_letter": float(not letters and not figures),
        "single": float(len(word.text) == 1),
        "colon": float(word.text.endswith(":")),  # whose tail, of a semicolon, recognisers overlook
    }


def _of_spelling(word: ReadWord) -> Mapping[str, float]:
    """How it fits its neighbours, and what was done to it."""
    return {
        "repaired": float(word.support is not None),
        "support": word.support or 0.0,
        "point": float(word.repair == POINTS),
        "rival": word.rival,
        "rival_in_company": word.rival * word.company,
        "strong_rival": float(word.rival > _STRONG_RIVAL and word.certainty < _SURE),
        "company": word.company,
    }


def _best_differs(word: ReadWord) -> bool:
    return any(other.recogniser == _BEST for other in word.candidates)


def _is_taken_for_letters(word: ReadWord) -> bool:
    """Whether the only recogniser that differs, and not the best, read no figure: "l" beside a lone "1" is no
    other number.
    """
    others = word.candidates
    read = others[0].text if len(others) == 1 and others[0].recogniser != _BEST else "0"
    return not any(c.isdigit() for c in read)


def _may_be_word(text: str) -> bool:
    """False for letters in lower case that spell no Vietnamese syllable; names and short forms have
    capitals.
    """
    plain = len(text) > 1 and text.isalpha() and text.islower()
    return not plain or is_vietnamese_syllable(text.lower()) or text.lower() in loanwords()


@cache
def _weights() -> Mapping[str, float]:
    loaded: dict[str, float] = json.loads(
        (files("extract.spelling") / "calibration.json").read_text(encoding="utf-8")
    )
    return loaded
