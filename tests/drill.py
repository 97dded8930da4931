"""A batch with fake stages in a process of its own, which a test can kill: `python -m tests.drill INPUT
WAREHOUSE`.
"""

import sys
from pathlib import Path

from kehoach.errors import KehoachError
from kehoach.run import fingerprint
from kehoach.run.batch import run_batch
from kehoach.run.engines import worker
from kehoach.settings import RunSettings, Settings
from tests.kehoach import fakes


def main(inputs, folder):
    worker.read = fakes.read
    fingerprint._CODE = ()  # the stages are fake, so rows are not to tell apart versions of the real ones
    try:
        report = run_batch(
            [inputs], Path(folder), Settings(run=RunSettings(jobs=2)), lambda file, total: None
        )
    except KehoachError as error:
        print(error)
        return error.exit_code
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
