"""Runs a Python handler for the events of the runtime API: runtime.py HANDLER [INITIALIZER]."""
import datetime
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = "/v1/runtime/invocation/"


class Logger:
    """The logger of the context: a line with the time, the request id and the level for each message."""

    def __init__(self, request_id):
        self._request_id = request_id

    def log(self, level, message, *arguments, **_):
        text = str(message) % arguments if arguments else str(message)
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        print("{}Z {} {} {}".format(now[:-6], self._request_id, level, text))

    def debug(self, message, *arguments, **_):
        self.log("DEBUG", message, *arguments)

    def info(self, message, *arguments, **_):
        self.log("INFO", message, *arguments)

    def warning(self, message, *arguments, **_):
        self.log("WARN", message, *arguments)

    def error(self, message, *arguments, **_):
        self.log("ERROR", message, *arguments)

    def exception(self, message, *arguments, **_):
        self.log("ERROR", message, *arguments)
        traceback.print_exc(file=sys.stdout)

    warn = warning
    critical = fatal = error

    def setLevel(self, *_):
        pass


class Context:
    """The documented context. What needs an agency, a workflow or a trigger is empty here."""

    def __init__(self, headers):
        self._headers = headers
        self._timeout = int(headers.get("X-CFF-Timeout-Millis") or int(os.environ["RUNTIME_TIMEOUT"]) * 1000)
        self._started = time.monotonic()
        self._logger = Logger(self.getRequestID())

    def getRequestID(self):
        return self._headers.get("X-Cff-Request-Id", "")

    def getRemainingTimeInMilliSeconds(self):
        return max(0, self._timeout - int((time.monotonic() - self._started) * 1000))

    def getRunningTimeInSeconds(self):
        return int(os.environ["RUNTIME_TIMEOUT"])

    def getUserData(self, key, default=None):
        return json.loads(os.environ["RUNTIME_USERDATA"]).get(key, default)

    def getFunctionName(self):
        return os.environ["RUNTIME_FUNC_NAME"]

    def getVersion(self):
        return os.environ["RUNTIME_FUNC_VERSION"]

    def getPackage(self):
        return os.environ["RUNTIME_PACKAGE"]

    def getProjectID(self):
        return os.environ["RUNTIME_PROJECT_ID"]

    def getMemorySize(self):
        return int(os.environ["RUNTIME_MEMORY"])

    def getCPUNumber(self):
        return int(os.environ["RUNTIME_CPU"])

    def getLogger(self):
        return self._logger

    def _nothing(self):
        return ""

    getAccessKey = getSecretKey = getSecurityAccessKey = getSecuritySecretKey = getSecurityToken = _nothing
    getToken = getAlias = getTraceID = getInvokeProperty = _nothing
    getWorkflowID = getWorkflowRunID = getWorkflowStateID = _nothing


class Api:
    """The runtime API over one connection, which is opened anew where the server has closed it."""

    def __init__(self):
        self._connection = http.client.HTTPConnection(os.environ["RUNTIME_API_ADDR"])

    def call(self, method, path, body=None, kind="application/json"):
        for last in (False, True):
            try:
                self._connection.request(method, API + path, body, {"Content-Type": kind} if body is not None else {})
                response = self._connection.getresponse()
                return response.status, response.headers, response.read()
            except (http.client.HTTPException, OSError):
                self._connection.close()
                if last:
                    raise

    def next_event(self):
        while True:
            status, headers, body = self.call("GET", "request")
            if status == 200 and headers.get("X-Cff-Request-Id"):
                return headers, body
            if status != 204:
                time.sleep(0.05)


def load(name):
    """The function of a name such as index.handler, src/index.handler or pkg.mod.handler."""
    module, _, function = name.rpartition(".")
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ModuleNotFoundError as e:
        if e.name and module.replace("/", ".").startswith(e.name):
            raise ImportError("there is no module '{}' for the handler '{}'".format(module, name)) from None
        raise
    try:
        return getattr(loaded, function)
    except AttributeError:
        raise ImportError("the module '{}' has no function '{}'".format(module, function)) from None


def encode(result):
    if result is None:
        return b"", "text/plain"
    if isinstance(result, (bytes, bytearray)):
        return bytes(result), "application/octet-stream"
    if isinstance(result, str):
        return result.encode("utf-8", "surrogatepass"), "text/plain; charset=utf-8"
    return json.dumps(result, ensure_ascii=False).encode("utf-8", "surrogatepass"), "application/json"


def is_own(file):
    return file in (__file__, importlib.__file__) or file.startswith("<frozen importlib")


def describe(failure):
    """What is recorded of an exception: without the frames of this script."""
    trace = failure.__traceback__
    while trace and is_own(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    lines = traceback.format_exception(type(failure), failure.with_traceback(trace), trace)
    report = {"errorType": type(failure).__name__, "errorMessage": str(failure),
              "stackTrace": "".join(lines).splitlines()}
    return json.dumps(report).encode("utf-8")


def prepare(handler, initializer):
    if sys.version_info < (3, 8):
        raise RuntimeError("Python 3.8 or newer is needed, this is " + sys.version.split()[0])
    function = load(handler)
    if initializer:
        load(initializer)(Context({}))
    return function


def run(function, api, headers, body):
    try:
        answer, kind = encode(function(json.loads(body.decode("utf-8")), Context(headers)))
        path = "response/"
    except Exception as e:
        answer, kind = describe(e), "application/json"
        path = "error/"
    sys.stdout.flush()
    sys.stderr.flush()
    api.call("POST", path + headers["X-Cff-Request-Id"], answer, kind)


def main(handler, initializer=None):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    sys.path[0] = os.environ["RUNTIME_CODE_ROOT"]
    api = Api()
    try:
        function = prepare(handler, initializer)
    except Exception as e:
        # The next event is told, and a new process tries again.
        failure = describe(e)
        headers, _ = api.next_event()
        sys.stdout.flush()
        api.call("POST", "error/" + headers["X-Cff-Request-Id"], failure)
        sys.exit(1)
    while True:
        run(function, api, *api.next_event())


if __name__ == "__main__":
    main(*sys.argv[1:])
