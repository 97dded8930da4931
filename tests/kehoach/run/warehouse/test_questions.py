"""The ten questions of an analyst, each asked in pandas, polars and DuckDB: the three say the same."""

from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pytest

PERIODS = ["ongoing", "recurring", "relative", "unparsed"]  # no days of their own


@pytest.fixture(scope="module")
def ask(read_sample):
    """Ask a question of the three; their answers as rows of plain values, in one order."""
    tables = ("documents", "tasks", "deadlines", "citations", "values")
    frames = {name: pd.read_parquet(read_sample / name, dtype_backend="pyarrow") for name in tables}
    lazy = {name: pl.read_parquet(read_sample / name / "*.parquet") for name in tables}
    store = duckdb.connect()
    for name in tables:
        store.execute(f"CREATE VIEW t_{name} AS FROM read_parquet('{read_sample}/{name}/*.parquet')")

    def ask(question):
        in_pandas, in_polars, in_sql = question
        found = [
            [tuple(row) for row in in_pandas(frames).itertuples(index=False)],
            in_polars(lazy).rows(),
            store.sql(in_sql).fetchall(),
        ]
        return [sorted(map(_plain, rows)) for rows in found]

    return ask


def _plain(row):
    return tuple(str(float(v)) if isinstance(v, int | float) else str(v) for v in row)


def counted(frame, *keys):
    return frame.groupby(list(keys)).size().reset_index()


def tally(frame, *keys):
    return frame.group_by(*keys).len()


QUESTIONS = {
    "how many plans, of whom, for which year": (
        lambda t: counted(t["documents"], "issuer", "plan_year"),
        lambda t: tally(t["documents"], "issuer", "plan_year"),
        "SELECT issuer, plan_year, count(*) FROM t_documents GROUP BY ALL",
    ),
    "what is due in the first quarter": (
        lambda t: t["deadlines"][
            ~t["deadlines"]["kind"].isin(PERIODS) & (t["deadlines"]["end"] <= date(2022, 3, 31))
        ].merge(t["tasks"], on="task_id")[["content", "end"]],
        lambda t: (
            t["deadlines"]
            .filter(~pl.col("kind").is_in(PERIODS) & (pl.col("end") <= date(2022, 3, 31)))
            .join(t["tasks"], on="task_id")
            .select("content", "end")
        ),
        f"""SELECT content, "end" FROM t_deadlines JOIN t_tasks USING (task_id)
        WHERE kind NOT IN {tuple(PERIODS)} AND "end" <= '2022-03-31'""",
    ),
    "who leads most": (
        lambda t: counted(t["tasks"][["lead"]].explode("lead").dropna(), "lead"),
        lambda t: tally(t["tasks"].select(pl.col("lead").explode()).drop_nulls(), "lead"),
        "SELECT who, count(*) FROM (SELECT unnest(lead) AS who FROM t_tasks) GROUP BY ALL",
    ),
    "what is cited most": (
        lambda t: counted(t["citations"].dropna(subset="number"), "number"),
        lambda t: tally(t["citations"].drop_nulls("number"), "number"),
        "SELECT number, count(*) FROM t_citations WHERE number IS NOT NULL GROUP BY ALL",
    ),
    "which tasks carry out a document": (
        lambda t: t["citations"][["task_id", "number"]].merge(t["tasks"][["task_id", "content"]])[
            ["number", "content"]
        ],
        lambda t: t["citations"].join(t["tasks"], on="task_id").select("number", "content"),
        "SELECT c.number, content FROM t_citations c JOIN t_tasks USING (task_id)",
    ),
    "what comes again, and how often": (
        lambda t: t["deadlines"].dropna(subset="recurrence")[["text", "recurrence"]],
        lambda t: t["deadlines"].drop_nulls("recurrence").select("text", "recurrence"),
        "SELECT text, recurrence FROM t_deadlines WHERE recurrence IS NOT NULL",
    ),
    "how many deadlines have no day": (
        lambda t: counted(t["deadlines"], "kind"),
        lambda t: tally(t["deadlines"], "kind"),
        "SELECT kind, count(*) FROM t_deadlines GROUP BY ALL",
    ),
    "which task needs most others": (
        lambda t: t["tasks"].assign(n=t["tasks"]["coordination"].list.len())[["content", "n"]],
        lambda t: t["tasks"].select("content", n=pl.col("coordination").list.len()),
        "SELECT content, len(coordination) FROM t_tasks",
    ),
    "what is doubted, by column": (
        lambda t: t["values"].groupby(["table", "field"])["flagged"].sum().reset_index(),
        lambda t: t["values"].group_by("table", "field").agg(pl.col("flagged").sum()),
        'SELECT "table", field, count(*) FILTER (flagged) FROM t_values GROUP BY ALL',
    ),
    "which month is the fullest": (
        lambda t: counted(
            t["deadlines"][~t["deadlines"]["kind"].isin(PERIODS)]
            .dropna(subset="end")
            .assign(month=lambda d: pd.to_datetime(d["end"]).dt.month),
            "month",
        ),
        lambda t: tally(
            t["deadlines"]
            .filter(~pl.col("kind").is_in(PERIODS))
            .drop_nulls("end")
            .with_columns(month=pl.col("end").dt.month()),
            "month",
        ),
        f"""SELECT month("end"), count(*) FROM t_deadlines
        WHERE kind NOT IN {tuple(PERIODS)} AND "end" IS NOT NULL GROUP BY ALL""",
    ),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_pandas_polars_and_duckdb_say_the_same(ask, question):
    in_pandas, in_polars, in_sql = ask(question)
    assert in_pandas == in_polars == in_sql != []
