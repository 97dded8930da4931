"""Headers that stand side by side and were read as one, as the ruling between them was lost.

Each header begins with a capital letter and goes on in small ones, so one that begins anew in its middle,
with another thing, is two: "Phối hợp Tiến độ". A header that names two things itself joins them, or goes on
small: "Người thực hiện & kết quả", "Nội dung phối hợp".
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from normalize.tasks.header_words import Role, read_header

# "Phối hợp", of “Phối hợp Tiến độ”; capitals throughout begin nothing
_BEGINS: Final = re.compile(r"(?<!\S)[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?= [a-zà-ỹđ])")
# "Sản phẩm/ "
_JOINED: Final = re.compile(r"(?:[/&+,;(:–-]|(?<!\S)và) *$")


def headers_side_by_side(header: str) -> tuple[Role, ...]:
    """The roles of the headers that this one is made of, as printed; none where it is one."""
    roles = tuple(dict.fromkeys(role for part in _parts(header) if (role := _role(part)) != "unknown"))
    return roles if len(roles) > 1 else ()


def _parts(header: str) -> Iterator[str]:
    begins = [m.start() for m in _BEGINS.finditer(header) if not _JOINED.search(header[: m.start()])]
    for start, end in pairwise((*begins, len(header))):
        yield header[start:end].strip()


def _role(part: str) -> Role:
    header = read_header((part,))
    return header.role if header.plainness == 1.0 else "unknown"
