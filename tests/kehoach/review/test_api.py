"""Whatever is asked of the desk, it does not fail: requests drawn by schemathesis from the app's own
OpenAPI.
"""

import schemathesis
from hypothesis import HealthCheck, given, settings

from kehoach.review import web

HOST = {"Host": "127.0.0.1:8600"}
DRAWN = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def test_no_request_makes_it_fail(open_desk):
    app = open_desk().http.app
    app.dependency_overrides[web.checked] = lambda: (
        None
    )  # tokens are tested elsewhere; here all forms get through
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @DRAWN
        @given(case=operation.as_strategy())
        def ask(case):
            answer = case.call(headers=HOST)
            asked.add((case.method, answer.status_code))
            assert answer.status_code != 500, case.as_curl_command()

        ask()
    assert {method for method, _ in asked} == {"GET", "POST"}
    assert {status for _, status in asked} > {200, 422}
