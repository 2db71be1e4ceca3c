"""Tests of the script that runs Python handlers: python3 -m unittest discover server/src/test/python."""
import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "main" / "resources" / "runtime"))
import runtime  # noqa: E402

os.environ.update(RUNTIME_TIMEOUT="3", RUNTIME_USERDATA='{"key": "value"}', RUNTIME_FUNC_NAME="fn",
                  RUNTIME_FUNC_VERSION="latest", RUNTIME_PACKAGE="default", RUNTIME_PROJECT_ID="p",
                  RUNTIME_MEMORY="256", RUNTIME_CPU="200")


class FakeApi:
    def answer(self, path, body, kind):
        return path, body, kind


class RuntimeTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        sys.path.insert(0, self.directory.name)
        self.addCleanup(sys.path.remove, self.directory.name)

    def write(self, name, text):
        file = pathlib.Path(self.directory.name, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_handler(self, handler, event=b"{}"):
        return runtime.run(handler, FakeApi(), {"x-cff-request-id": "id", "x-cff-timeout-millis": "500"}, event)

    def test_handlers_are_found_in_files_directories_and_packages(self):
        self.write("one.py", "def handler(event, context): return 1")
        self.write("src/two.py", "def handler(event, context): return 2")
        self.write("pkg/__init__.py", "")
        self.write("pkg/three.py", "def run(event, context): return 3")
        self.assertEqual([1, 2, 3],
                         [runtime.load(name)({}, None) for name in ("one.handler", "src/two.handler", "pkg.three.run")])

    def test_what_is_missing_is_named(self):
        self.write("four.py", "import no_such_module")
        self.write("five.py", "")
        with self.assertRaisesRegex(ImportError, "there is no module 'none' for the handler 'none.handler'"):
            runtime.load("none.handler")
        with self.assertRaisesRegex(ModuleNotFoundError, "no_such_module"):
            runtime.load("four.handler")
        with self.assertRaisesRegex(ImportError, "the module 'five' has no function 'handler'"):
            runtime.load("five.handler")

    def test_results_of_every_kind(self):
        for result, body in ((None, b""), ("ü", "ü".encode()), (b"\xff", b"\xff"), ({"a": "ü"}, '{"a": "ü"}'.encode()),
                             ([1, None], b"[1, null]"), (True, b"true"), (1.5, b"1.5"), ("", b"")):
            path, answer, _ = self.run_handler(lambda event, context, result=result: result)
            self.assertEqual(("response/id", body), (path, answer))

    def test_a_failure_has_its_type_message_and_frames_of_the_function_alone(self):
        def handler(event, context):
            raise KeyError("ü")

        path, body, _ = self.run_handler(handler)
        report = json.loads(body)
        self.assertEqual(("error/id", "KeyError", "'ü'"), (path, report["errorType"], report["errorMessage"]))
        self.assertIn("in handler", "\n".join(report["stackTrace"]))
        self.assertNotIn("/runtime.py", "\n".join(report["stackTrace"]))

    def test_a_result_that_is_no_json_is_a_failure(self):
        path, body, _ = self.run_handler(lambda event, context: object())
        self.assertEqual(("error/id", "TypeError"), (path, json.loads(body)["errorType"]))

    def test_the_event_is_decoded(self):
        _, body, _ = self.run_handler(lambda event, context: event["k"], '{"k": "你好"}'.encode())
        self.assertEqual("你好".encode(), body)

    def test_the_context_answers_as_documented(self):
        context = runtime.Context({"x-cff-request-id": "id", "x-cff-timeout-millis": "500"})
        self.assertEqual("id", context.getRequestID())
        self.assertTrue(0 <= context.getRemainingTimeInMilliSeconds() <= 500)
        self.assertEqual(3, context.getRunningTimeInSeconds())
        self.assertEqual(("value", None), (context.getUserData("key"), context.getUserData("other")))
        self.assertEqual(["fn", "latest", "default", "p", 256, 200],
                         [context.getFunctionName(), context.getVersion(), context.getPackage(),
                          context.getProjectID(), context.getMemorySize(), context.getCPUNumber()])
        self.assertEqual([""] * 7, [context.getToken(), context.getAlias(), context.getAccessKey(),
                                    context.getSecretKey(), context.getSecurityAccessKey(),
                                    context.getSecuritySecretKey(), context.getSecurityToken()])

    def test_the_logger_writes_time_request_id_and_level(self):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            logger = runtime.Context({"x-cff-request-id": "id"}).getLogger()
            logger.info("%s of %d", "one", 2)
            logger.warn("100 %")
        self.assertRegex(out.getvalue(), r"^\d{4}-\S+T\S+\.\d{3}Z id INFO one of 2\n\S+ id WARN 100 %\n$")


if __name__ == "__main__":
    unittest.main()
