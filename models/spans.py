"""Which attributes a `Span` carries, by its label. Values are strings; a missing key means that nothing was
read.

| label | attributes |
| --- | --- |
| ZONE | `zone`: one of `ZONES` |
| SECTION | `kind`: `heading`, `text` or `table`; `level` (0, 1, 2 …); `label` ("III", "3.5", "đ", "-"); `title`
  (headings only); `ordinal` (0-based, in reading order); `parent` (ordinal of the block it stands under) |
| CITATION | `type` ("Nghị định"); `symbol_type` (what the number's symbol stands for, where that is another type);
  `number` (canonical); `number_text` (as read); `issued_on` (ISO date); `bad_date` (as read, where the
  calendar has no such day or it cannot be read); `issuer`; `place` (what the issuer's name says of its place:
  "tỉnh Bình Dương", "Bắc Ninh", "tỉnh"); `article`; `relation` (see `records.CitationRelation`); `layer`:
  `strict` or `lenient`; `repaired`: "yes" where `number` is not what was read; `system`: `state` or `party`;
  `scope`: `central`, or `local` where every province, district or commune has an issuer with that symbol
  (missing for an unlisted agency); `unlisted` (a group of the symbol that no table lists); `symbol_issuer`
  (who the symbol stands for, where another issuer is printed); `term` of the Party's Central Committee, where
  printed after the mention ("12") |
| AGENCY | `name` |
| DATE | `date` (ISO) |
"""

from typing import Final

ZONES: Final = (
    "letterhead",  # issuing agency and number, left column of the head
    "motto",  # national name and motto, place and date, right column of the head
    "title",
    "preamble",  # "Căn cứ …", up to the first heading
    "body",
    "recipients",  # "Nơi nhận: …"
    "signature",
    "appendix_head",  # title of an appendix and "(Kèm theo Kế hoạch số …)"
    "appendix",
)
