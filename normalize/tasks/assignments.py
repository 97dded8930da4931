"""What sentences give somebody to do, put together from their parts.

A task is what is to be done with who does it, with whom and by when, in any order: "Giao Sở X chủ trì,
phối hợp với Y rà soát …, hoàn thành trước ngày …", "Việc rà soát … do Sở X thực hiện trong tháng 3",
"Rà soát …: Sở X; trước ngày …". Further parts of one doer belong to the same task until a time has closed it;
then what follows in a sentence or behind a semicolon is another one. Acts of one clause with times of their
own are milestones of one task. Somebody else with something to do begins another one, too.

The patterns read folded text, which is as long as the text itself, so that their places are places in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Range
from normalize.tasks.assignment import Assignment, TaskInReading
from normalize.tasks.clause_parts import LEADS_ITSELF, NO_ORDER, Part, Role, read_parts
from normalize.tasks.clauses import Clause, begins_with_act
from normalize.tasks.what_follows import (
    AT,
    COUNTS,
    IDLE,
    does_it,
    follows,
    goes_on,
    is_idle,
    joined_act,
    lends_a_hand,
    without_which,
)

__all__ = ["NO_ORDER", "Assignment", "read_assignments", "read_dated", "read_items"]

_ABOUT: Final = re.compile(r"(?:viec|cong +tac) +")  # "Việc rà soát dữ liệu do …"
# how what was done is told is no further task: "…; tổng hợp kết quả báo cáo Ban Chỉ đạo"
_REPORTS: Final = re.compile(r"tong +hop|bao +cao|theo +doi|don +doc")
# "chịu trách nhiệm trước Giám đốc Sở về …" gives nothing to do
_ANSWERS: Final = re.compile(r" *(?:ve(?! +sinh)|toan +dien|truoc(?! +(?:ngay|thang|quy|[0-9])))(?![a-z])")
_DONE: Final = re.compile(r" được$")  # "Việc kiểm kê | được" (tiến hành trong tháng 4)
# "Trong mùa mưa bão phải "
_MUST: Final = re.compile(r"(?:(?:trong|khi|sau|trước)(?!\w)[^,.;:]{3,50} )?(?:phải|cần) ")
# ". Hoàn thành"
_LABEL: Final = re.compile(r"(?:hoan +thanh|xong|thuc +hien|[.].*:)$")
_ALSO: Final = re.compile(r"dong +thoi +")  # "; đồng thời đăng"
_BARE: Final = re.compile(r"[a-z]+(?: [a-z]+)?")  # a verb without an object: "đăng cai"
_RANKS: Final = {"oversees": 0, "does": 1, "stands": 1, "placed": 1, "leads": 2, "given": 3}


def read_assignments(
    text: str,
    start: int,
    end: int,
    anybody: bool = False,
    in_month: bool = False,
    known: frozenset[str] = frozenset(),
) -> tuple[Assignment, ...]:
    """What the sentences of `text[start:end]` give somebody to do. Empty where nobody is named: no agency, or
    `anybody` that a verb may have. What stands `in_month`, below the name of one, has days without it.
    """
    lowered = text[start:end].lstrip()[:1].islower()  # "a) công an xã tuần tra"
    stretch = Clause(text, fold(text[start:end]), start, anybody, lowered, in_month, known)
    tasks = _Reader(stretch).read(read_parts(stretch, _blank(stretch)))
    return tasks if any(one.lead for one in tasks) or _told_when(text, tasks) else ()


def read_items(
    text: str, start: int, end: int, lead: Range | None, in_month: bool = False
) -> tuple[Assignment, ...]:
    """What an item says is to be done, by the agency that the heading above it names."""
    stretch = Clause(text, fold(text[start:end]), start, in_month=in_month)
    begin = _blank(stretch)
    itself = LEADS_ITSELF.match(stretch.folded, begin)
    parts = read_parts(stretch, itself.end() if itself else begin, someone_first=False)
    return _Reader(stretch, lead, "leads" if itself else "placed").read(parts, items=True)


def read_dated(text: str, start: int, end: int) -> tuple[Assignment, ...]:
    """What a line of a timeline says is then, act or event: "Từ ngày 01/3 đến ngày 08/3: Tuần lễ Áo dài"."""
    stretch = Clause(text, fold(text[start:end]), start, anybody=True)
    parts = read_parts(stretch, _blank(stretch))
    if not parts or parts[0].kind != "time":
        return ()
    return _Reader(stretch, events=True).read(parts, items=True)


def read_roles(text: str, start: int, end: int, about: Range) -> tuple[Assignment, ...]:
    """Who does what is said elsewhere, and when: "Phòng Kinh tế phụ trách, UBND xã thực hiện"."""
    stretch = Clause(text, fold(text[start:end]), start)
    parts = read_parts(stretch, _blank(stretch))
    if not parts or parts[0].kind == "text" or not any(part.kind == "who" for part in parts):
        return ()
    reader = _Reader(stretch)
    reader.task.content.append(about)
    reader.task.apart = True
    tasks = reader.read(parts)
    return tasks if len(tasks) == 1 and tasks[0].content == (about,) and tasks[0].said != "stands" else ()


def _blank(stretch: Clause) -> int:
    return len(stretch.folded) - len(stretch.folded.lstrip())


def _told_when(text: str, tasks: Sequence[Assignment]) -> bool:
    """Whether a time stands before what is to be done: "Tháng 10/2025: Kiểm tra hồ sơ"."""
    return bool(tasks) and all(
        one.due and one.due[0][0] <= one.content[0][0] and begins_with_act(one.printed(text)) for one in tasks
    )


@dataclass(slots=True)
class _Reader:
    """Puts the parts of a stretch together."""

    stretch: Clause
    lead: Range | None = None
    said: Role = "leads"
    done: list[Assignment] = field(default_factory=list)
    task: TaskInReading = field(default_factory=TaskInReading)
    events: bool = False  # whether what is no act may be a task: "Tuần lễ Áo dài"
    aside: bool = False  # whether a sentence is read that tells nothing of the task: its time is none of it
    pending: tuple[Range, ...] = ()  # a time before a colon, which holds for all behind it
    event: tuple[Range, ...] = ()  # upon which somebody acts who is named next: "Khi có cháy, …"
    front: tuple[Range, ...] = ()  # a time that begins a sentence: "Trong năm 2024, xã A …; xã B …"

    def read(self, parts: Sequence[Part], items: bool = False) -> tuple[Assignment, ...]:
        """The tasks of the parts; those that nobody is named for where they are `items` or have a time."""
        self.task.lead, self.task.said = self.lead, self.said
        idle: Part | None = None  # how somebody helps who has just been named
        for index, part in enumerate(parts):
            after = parts[index + 1 : index + 4]
            if part is idle:
                continue
            if part.kind == "who" and self._helps_with(part, after):
                self._helped(part)
                self.task.apart, idle = True, after[0]
            elif part.kind == "event":
                self._event(part)
            elif part.kind == "time":
                self._time(part, after)
            elif part.kind == "helps":
                self._helps(part, after)
            elif part.kind == "who":
                self._who(part, after)
            else:
                self._text(part, after)
        self._close()
        return tuple(one for one in self.done if items or one.lead or one.due)

    def _said(self, place: Range) -> str:
        return fold(self.stretch.text[slice(*place)])

    def _begins_with_act(self, place: Range) -> bool:
        return begins_with_act(self.stretch.text[slice(*place)])

    def _close(self) -> None:
        """Ends the task that is being read."""
        task, self.task = self.task, TaskInReading()
        self.aside = False
        if not task.content:
            return
        if about := _ABOUT.match(self._said(task.content[0])):
            task.content[0] = task.content[0][0] + about.end(), task.content[0][1]
        due = task.due or task.event or self.pending
        self.done.append(Assignment(task.lead, task.helps, tuple(task.content), due, task.said))

    def _event(self, part: Part) -> None:
        """Upon what somebody acts who is named next, or has just been told what to do."""
        task = self.task
        if not task.content:
            self.event = (part.place,)
        elif task.lead:
            task.event, task.apart = (part.place,), True
        else:
            task.add(part.place)

    def _time(self, part: Part, after: Sequence[Part]) -> None:
        task = self.task
        if self._opens_clause(part, after):
            self._close()
            self.task = TaskInReading(task.lead, task.said, due=(part.place,))
            return
        if self._fronts(part, after):
            if after[0].kind == "who":
                self._close()
                self.task = TaskInReading(due=(part.place,))
            self.aside = after[0].kind == "text"
            return
        if not task.content and task.lead is None:
            self.front = (part.place,)
        if after and after[0].mark == ":" and not task.content and task.lead is None:
            self.pending = (part.place,)
        elif not self.aside and (not task.content or part.mark not in (".", ";") or not task.due):
            task.due = (*task.due, part.place)
        task.closed = bool(task.content)
        task.apart = task.apart or (task.closed and (part.mark == ":" or goes_on(self.stretch, after)))

    def _fronts(self, part: Part, after: Sequence[Part]) -> bool:
        """Whether a time begins a sentence about somebody else, or one that gives nothing to do: "… hộ nghèo.
        Trong tháng 5, Công an xã rà soát".
        """
        task, before = self.task, self.stretch.folded[: part.begin].rstrip()
        if not task.content or task.lead is None or not after or _LABEL.search(before):
            return False
        if after[0].kind == "who":
            return part.mark in (".", ";") and after[0].mark in ("", ",")
        told = after[0].kind == "text" and after[0].mark == "," and part.mark == "."
        return told and not self._begins_with_act(after[0].place)

    def _opens_clause(self, part: Part, after: Sequence[Part]) -> bool:
        """Whether a time begins a further clause of the same lead: "…; định kỳ 06 tháng tham mưu sơ kết"."""
        task = self.task
        if not task.content or task.lead is None or not after or after[0].kind != "text":
            return False
        if after[0].mark and not (part.mark in (".", ";") and after[0].mark == ","):
            return False
        parted = part.mark in (".", ";") or (part.mark == "," and task.closed)
        said = self._said(after[0].place)
        # "; mỗi quý nghiệm thu một lần"
        tells = said.endswith(" lan") or (not task.closed and _REPORTS.match(said))
        return parted and not tells and self._begins_with_act(after[0].place)

    def _helps(self, part: Part, after: Sequence[Part]) -> None:
        """Who helps; behind what is to be done it may be a further act: "…; phối hợp với Y cung cấp"."""
        task = self.task
        acts = after and after[0].kind == "text" and not after[0].mark
        said = self._said(after[0].place) if acts else ""
        if not task.content or task.closed or IDLE.fullmatch(said) or AT.match(said):
            self._helped(part)
            task.apart = task.apart or (task.closed and not AT.match(said))
        else:
            task.add(part.place)

    def _helps_with(self, part: Part, after: Sequence[Part]) -> bool:
        """Whether somebody behind what another is to do lends a hand: "…; Đội 3 | hỗ trợ kỹ thuật"."""
        lead = self.task.lead if self.task.content and self.task.lead != self.lead else None
        if lead and part.mark == ";" and self.stretch.text.endswith(": ", 0, lead[0]):
            return False  # a topic is divided: "Thương mại điện tử: A đưa …; B hỗ trợ …"
        return bool(lead and part.role in ("stands", "does") and lends_a_hand(self.stretch, after))

    def _helped(self, part: Part) -> None:
        """Who helps; where nobody leads, the first in a bracket does: "(Sở Y tế, Sở Nội vụ phối hợp)"."""
        task, (first, last) = self.task, part.place
        comma = self.stretch.text.find(", ", first, last)
        if part.mark == "(" and task.lead is None and task.content and comma > first:
            task.lead, task.said, task.apart = (first, comma), "leads", True
            first = comma + len(", ")
        task.helps = task.helps or (first, last)

    def _who(self, part: Part, after: Sequence[Part]) -> None:
        task, acts = self.task, self._acts(part, after)
        asks = part.role == "given" and part.mark == ","
        if asks and self.lead and task.lead == self.lead and task.content:
            task.add(self.stretch.place(part.begin, part.end))  # "Kiểm tra đèn, đề nghị điện lực thay bóng"
            return
        if self.aside and (part.mark == "do" or (part.role == "given" and not acts)):
            return  # "… Kinh phí do Sở Tài chính cấp", "… Trên đây là …, đề nghị các đơn vị thực hiện"
        if part.mark == "do" and task.lead and task.content and self._tells_whom(task.lead):
            # "gửi Viện kiểm sát tỉnh (Phòng 8, Phòng 11), do …"
            task.content[-1] = task.content[-1][0], task.lead[1] + 1
            task.lead, task.said, task.apart = part.place, part.role, True
        elif part.mark == "do" and task.lead is not None and task.content:
            said = self.stretch.place(part.begin, part.end)  # "trên cơ sở danh mục do Sở Tư pháp cung cấp"
            task.add((part.place[0], said[1]))
        elif (part.mark == "do" or not acts) and task.content and task.lead is None:
            task.lead, task.said, task.apart = part.place, part.role, True
            if acts and self.stretch.printed(part.begin - len("được "), part.begin) == "được ":
                task.content[-1] = task.content[-1][0], self.stretch.start + part.begin - 1
        elif acts or task.lead is None or part.mark not in (",", ";") or not self._ranks(part):
            self._turn(part)

    def _tells_whom(self, named: Range) -> bool:
        """Whether somebody stands in a bracket right behind what is said, which tells who that is."""
        (first, last), text = named, self.stretch.text
        bracket = text[first - 1 : first] + text[last : last + 1] == "()"
        return bracket and self.task.content[-1][1] >= first - len(" (")

    def _acts(self, part: Part, after: Sequence[Part]) -> bool:
        """Whether somebody is told what to do, and is not who does what stands before."""
        task, acts = self.task, follows(self.stretch, part, after)
        if acts is None or not task.content or task.lead is not None:
            return acts is not None
        told = part.role == "does" or self._begins_with_act(task.content[0])
        aside = part.mark == "(" and self.stretch.folded.startswith(")", part.end)
        # "…: Cục Du lịch đăng cai, tháng 9", "Ký cam kết (GVCN các lớp), nộp về văn phòng"
        if _BARE.fullmatch(self._said(acts)) or (aside and told):
            return False
        return not told or self._begins_with_act(acts)

    def _ranks(self, part: Part) -> bool:
        """Whether somebody shares the task that is being read; it leads where its role is the higher one."""
        task = self.task
        higher = _RANKS[part.role] - _RANKS[task.said]
        if higher > 0:
            task.lead, task.said = part.place, part.role
        return higher != 0 or part.role == "oversees"

    def _turn(self, part: Part) -> None:
        """Somebody else begins another task, for whom a time that stands before may be said."""
        task, due = self.task, self.task.due
        if task.content and (task.lead is not None or self._stands_alone(part)):
            self._close()
            self.event, due = self.event or (self.front if part.mark == ";" else ()), ()
        elif task.content and part.mark in (",", ";") and not task.apart:
            due = ()  # "Thực hiện Kế hoạch số 15-KH/TU, ngày 05/8/2025 …, Đảng ủy xã …"
        self.task, self.event = TaskInReading(part.place, part.role, due=due, event=self.event), ()
        self.aside = False

    def _stands_alone(self, part: Part) -> bool:
        """Whether what nobody was named for is a task nevertheless, not the topic of what follows."""
        task = self.task
        acts = self.events or task.held or self._begins_with_act(task.content[0])
        return bool((task.due or self.pending) and part.mark == "." and acts)

    def _text(self, part: Part, after: Sequence[Part]) -> None:
        lead, role = self.task.lead, self.task.said
        if lead and self.task.closed and (joined := joined_act(self.stretch, part, after)):
            self._close()
            self.task = TaskInReading(lead, role)
            part = replace(part, place=(joined, part.place[1]))
        elif self._has_own_time(part, after):
            also = _ALSO.match(self._said(part.place))
            part = replace(part, place=(part.place[0] + (also.end() if also else 0), part.place[1]))
            self.task.closed = True
        if after and after[0].kind == "time" and not after[0].mark:
            part = without_which(self.stretch, part, bool(self.task.content))
        task, said = self.task, self._said(part.place)
        if not task.content and task.due and task.lead is None and said.startswith("la "):
            return  # "Tháng 4 | là cao điểm hạn, Phòng Y tế …"
        task.held = task.held or (part.mark == ":" and bool(task.content) and said == "to chuc")
        if not task.content and (must := _MUST.match(self.stretch.text[slice(*part.place)].lower())):
            part = replace(part, place=(part.place[0] + must.end(), part.place[1]))
        if self._says_nothing(said):
            return
        self._forget_count(part)
        if task.content and task.lead and part.mark == "." and _ABOUT.match(said) and does_it(after):
            self._about(part)
            return
        if part.mark == "." and task.content and self._tells_of_it(part, said, after):
            self.aside = True
        if self.aside and part.mark != ")":
            return
        ends = part.mark in (".", ";", ")") and not said.startswith(("va ", "trong do "))
        if task.content and ends and (task.closed or task.apart):
            self._further(part, said, after)
        else:
            task.apart = task.apart or (task.closed and part.mark in (",", ";", "("))
            task.add(part.place)

    def _says_nothing(self, said: str) -> bool:
        """Whether it adds nothing to what is to be done: "tổ chức thực hiện"."""
        task = self.task
        answers = not task.content and task.lead is not None and _ANSWERS.match(said)
        return bool(is_idle(said) or (task.apart and _BARE.fullmatch(said)) or answers)

    def _forget_count(self, part: Part) -> None:
        """Drops a topic that only counts before what is to be done: "Tổ số 2: đồng chí Lan làm tổ trưởng.
        Tuyên truyền …".
        """
        task = self.task
        counts = bool(task.content) and COUNTS.fullmatch(self._said(task.content[0]))
        if counts and task.apart and self._begins_with_act(part.place):
            task.content, task.apart = [], False
        elif counts and part.mark == ":":
            task.content.clear()

    def _about(self, part: Part) -> None:
        """Another task, whose doer is said next: "… hồ sơ. Việc kiểm kê do Phòng Y tế chủ trì"."""
        self._close()
        told = _DONE.search(self.stretch.text[slice(*part.place)])
        first, last = part.place
        self.task.content.append((first, first + told.start() if told else last))

    def _tells_of_it(self, part: Part, said: str, after: Sequence[Part]) -> bool:
        """Whether a sentence gives nothing further to do: "Kết quả phân loại là cơ sở để giúp đỡ …"."""
        timed = bool(after) and after[0].kind == "time"
        about = timed and (_ABOUT.match(said) or COUNTS.match(said))
        return not (about or self._begins_with_act(part.place))

    def _has_own_time(self, part: Part, after: Sequence[Part]) -> bool:
        """Whether a clause says when, beside a time before it: "hằng ngày nhập …; đăng … trong 5 ngày"."""
        also = _ALSO.match(self._said(part.place))
        timed = part.mark == ";" and bool(self.task.due and after) and after[0].kind == "time"
        return timed and self._begins_with_act((part.place[0] + (also.end() if also else 0), part.place[1]))

    def _further(self, part: Part, said: str, after: Sequence[Part]) -> None:
        """A clause behind a time: another task of the same lead, unless it only tells of the first."""
        timed = bool(after) and after[0].kind == "time"
        about = timed and (_ABOUT.match(said) or COUNTS.match(said))
        if not (about or self._begins_with_act(part.place)) or (_REPORTS.match(said) and not timed):
            return
        lead, role = self.task.lead, self.task.said
        self._close()
        self.task = TaskInReading(None if about else lead, role, content=[part.place])
