import pickle

import pytest

from kehoach import errors

KINDS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KehoachError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_a_process_border(kind):
    error = pickle.loads(pickle.dumps(kind("It broke.", "Mend it.")))
    assert (type(error), str(error), error.advice) == (kind, "It broke.", "Mend it.")


def test_reasons_are_different():
    assert len({kind.reason for kind in KINDS}) == len(KINDS)
