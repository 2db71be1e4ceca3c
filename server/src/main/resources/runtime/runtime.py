"""Runs a Python handler for the events of the runtime API: runtime.py HANDLER [INITIALIZER]."""
import importlib
import json
import os
import socket
import sys
import time

API = "/v1/runtime/invocation/"


class Logger:
    """The logger of the context: a line with the time, the request id and the level for each message."""

    def __init__(self, request_id):
        self._request_id = request_id

    def log(self, level, message, *arguments, **_):
        text = str(message) % arguments if arguments else str(message)
        now = time.time()
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
        print("{}.{:03d}Z {} {} {}".format(seconds, int(now * 1000) % 1000, self._request_id, level, text))

    def debug(self, message, *arguments, **_):
        self.log("DEBUG", message, *arguments)

    def info(self, message, *arguments, **_):
        self.log("INFO", message, *arguments)

    def warning(self, message, *arguments, **_):
        self.log("WARN", message, *arguments)

    def error(self, message, *arguments, **_):
        self.log("ERROR", message, *arguments)

    def exception(self, message, *arguments, **_):
        import traceback
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
        self._timeout = int(headers.get("x-cff-timeout-millis") or int(os.environ["RUNTIME_TIMEOUT"]) * 1000)
        self._started = time.monotonic()
        self._logger = Logger(self.getRequestID())

    def getRequestID(self):
        return self._headers.get("x-cff-request-id", "")

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
    """The runtime API over one connection, which is opened anew where the server has closed it. Python's own HTTP
    client would take longer for the requests than all the rest of an event does."""

    def __init__(self):
        self._address = os.environ["RUNTIME_API_ADDR"]
        self._socket = None
        self._unread = b""

    def ask(self):
        """The request for an event."""
        return self._request("GET", "request")

    def answer(self, path, body, kind, is_last=False):
        """The request that answers an event; and asks for the next one, unless this is the last."""
        fields = "" if is_last else "X-Cff-Next-Event: true\r\n"
        fields += "Content-Type: {}\r\nContent-Length: {}\r\n".format(kind, len(body))
        return self._request("POST", path, fields) + body

    def _request(self, method, path, fields=""):
        return "{} {}{} HTTP/1.1\r\nHost: {}\r\n{}\r\n".format(method, API, path, self._address, fields).encode()

    def next_event(self, request):
        """Waits for an event: its headers, with their names in lower case, and its bytes."""
        while True:
            status, headers, body = self.send(request)
            if status == 200 and headers.get("x-cff-request-id"):
                return headers, body
            if status != 204:
                time.sleep(0.05)
            request = self.ask()

    def send(self, request):
        """Sends a request and reads its answer; on a new connection, where the server has closed the last one."""
        if self._socket is not None:
            try:
                return self._exchange(request)
            except OSError:
                self._socket.close()
        host, _, port = self._address.rpartition(":")
        self._socket = socket.create_connection((host, int(port)), None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._exchange(request)

    def _exchange(self, request):
        self._unread = b""
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._unread:
            self._receive()
        head = self._unread.partition(b"\r\n\r\n")[0]
        status, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        end = len(head) + 4 + int(headers.get("content-length", 0))
        while len(self._unread) < end:
            self._receive()
        return int(status.split(" ")[1]), headers, self._unread[len(head) + 4:]

    def _receive(self):
        received = self._socket.recv(1 << 16)
        if not received:
            raise ConnectionError("the server has closed the connection")
        self._unread += received


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
    import traceback
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
    """Runs the function for an event, and returns the request that answers it."""
    try:
        answer, kind = encode(function(json.loads(body.decode("utf-8")), Context(headers)))
        path = "response/"
    except Exception as e:
        answer, kind = describe(e), "application/json"
        path = "error/"
    sys.stdout.flush()
    sys.stderr.flush()
    return api.answer(path + headers["x-cff-request-id"], answer, kind)


def main(handler, initializer=None):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    sys.path[0] = os.environ["RUNTIME_CODE_ROOT"]
    api = Api()
    request = api.ask()
    try:
        function = prepare(handler, initializer)
    except Exception as e:
        # The next event is told, and a new process tries again.
        failure = describe(e)
        headers, _ = api.next_event(request)
        sys.stdout.flush()
        api.send(api.answer("error/" + headers["x-cff-request-id"], failure, "application/json", is_last=True))
        sys.exit(1)
    while True:
        request = run(function, api, *api.next_event(request))


if __name__ == "__main__":
    main(*sys.argv[1:])
