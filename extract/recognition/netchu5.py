"""A second network of netchu's kind, of five layers along the line where netchu has seven, trained on other
lines: where the two read alike they are right, and where they differ one is to be doubted.
"""

from pathlib import Path
from typing import Final

from extract.recognition.netchu import open_netchu
from extract.recognition.recogniser import Recogniser, Voter

VOTER: Final = Voter("netchu5", "Apache-2.0", weight=1.2, quick=True)
_WEIGHTS: Final = Path(__file__).with_name("netchu5.onnx")


def load(_: Path) -> Recogniser:
    """The recogniser; its weights come with the product."""
    return open_netchu(_WEIGHTS, VOTER)
