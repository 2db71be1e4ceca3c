package dev.functiongraph.async.contract.zoo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Bytes that are nearly requests; behind each comes another request, on the same connection. */
final class WireSteps {
    private static final String PATH = RightRequests.path(RightRequests.URN, "invocations-async");
    private static final String LIST = "GET " + RightRequests.path(RightRequests.URN, "async-invocations") + "?limit=3";
    private static final String NEXT = LIST + " HTTP/1.1\r\nHost: x\r\nX-Next: 1\r\n\r\n";
    private static final String CHARACTERS = " \t\r\n:;/?#%xX0159AfF-_.\u0000\u00e9\",()[]@";

    private WireSteps() {}

    static List<Conversation.Step> all() {
        List<String> requests = new ArrayList<>();
        lines(requests);
        hosts(requests);
        fields(requests);
        lengths(requests);
        chunks(requests);
        Random random = new Random(3);
        List<String> some = List.copyOf(requests);
        for (int i = 0; i < 600; i++) {
            String one = some.get(random.nextInt(some.size()));
            if (one.length() < 2_000) {
                requests.add(RightRequests.changed(one, CHARACTERS, random));
            }
        }
        List<Conversation.Step> steps = new ArrayList<>();
        for (String request : requests) {
            steps.add(conversation -> conversation.askRaw((request + NEXT).getBytes(StandardCharsets.ISO_8859_1)));
        }
        large(steps);
        return steps;
    }

    private static void lines(List<String> requests) {
        for (String version : List.of(
                "HTTP/1.1",
                "HTTP/1.0",
                "HTTP/0.9",
                "HTTP/1.2",
                "HTTP/2.0",
                "HTTP/1.10",
                "http/1.1",
                "HTTP/1",
                "HTTP/11",
                "HTTP/x.1",
                "HTTP 1.1",
                "",
                "HTTP/1.1 ",
                "HTTP/1,1",
                "HTTP/1/1",
                "HTTP/1.1x",
                "HTTP/1.")) {
            requests.add("GET " + PATH + " " + version + "\r\nHost: x\r\n\r\n");
            requests.add("POST " + PATH + " " + version + "\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
            requests.add("POST " + PATH + " " + version + "\r\n\r\n");
        }
        for (String target : List.of(
                "http://x" + PATH,
                "HTTP://x" + PATH,
                "Http://X" + PATH,
                "https://x" + PATH,
                "HTTPS://x:1" + PATH,
                "ftp://x" + PATH,
                "httpx://x" + PATH,
                "http:/" + PATH,
                "http:" + PATH,
                "//x" + PATH,
                "x" + PATH,
                "http://" + PATH,
                "http://x",
                "http://x?y",
                "http://u@x" + PATH,
                "*",
                "x:80",
                "",
                "http://x/y" + PATH,
                "/http://x" + PATH,
                "hTtPs://x" + PATH,
                PATH + "?",
                PATH + "?x=1",
                PATH + "#",
                PATH + "#x")) {
            requests.add("POST " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            requests.add("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        for (String end : List.of("\r\n", "\n", "\r\r\n", "\r")) {
            requests.add("POST " + PATH + " HTTP/1.1" + end + "Host: x" + end + end);
        }
        for (String before : List.of("\r\n", "\n", " ", "\r\n\r\n", "\t", "x", "\u0000", "POST POST ")) {
            requests.add(before + "POST " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        requests.add("POST  " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");
        requests.add("POST\t" + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void large(List<Conversation.Step> steps) {
        for (int size : new int[] {30_000, 65_000, 65_500, 65_535, 65_536, 65_537, 66_000, 100_000, 1_000_000}) {
            String target = LIST + "&" + "x".repeat(size);
            addLarge(steps, target + " HTTP/1.1\r\nHost: x\r\n\r\n", Set.of(400, 414, 431));
            for (String fields : List.of("X-Long: " + "x".repeat(size) + "\r\n", "X-Many: x\r\n".repeat(size / 9))) {
                addLarge(steps, LIST + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n", Set.of(400, 413, 431));
            }
        }
    }

    private static void addLarge(List<Conversation.Step> steps, String request, Set<Integer> refusals) {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        steps.add(conversation -> RequestFreedom.ofLarge(conversation.askRaw(bytes), refusals));
    }

    private static void hosts(List<String> requests) {
        for (String host : List.of(
                "Host: x",
                "host: x",
                "HOST:x",
                "Host:",
                "Host: ",
                "Host: x\r\nHost: x",
                "Host: x\r\nHost: y",
                "X: y",
                "Host : x",
                "Host: a b",
                "Host: x/y",
                "Host: x:80",
                "Host: x:",
                "Host: x:y",
                "Host: x:80:80",
                "Host: [::1]",
                "Host: [::1]:80",
                "Host: [g]",
                "Host: ::1",
                "Host: [::1",
                "Host: x@y",
                "Host: x?y",
                "Host: x#y",
                "Host: %41",
                "Host: %4",
                "Host: %zz",
                "Host: x,y",
                "Host: \"x\"",
                "Host: x\\y",
                "Host: <x>",
                "Host: x_y",
                "Host: x~y",
                "Host: x!y",
                "Host: x..y",
                "Host: .",
                "Host: http://x",
                "Host: \u00e9",
                "Host: x\ty",
                "Host: x;y",
                "Host: [::F]",
                "Host: [A.9:a]",
                "Host: x:0",
                "Host: x:99999",
                "Host: A-Z",
                "Host: a.z",
                "Host: 0",
                "Host: 9:9",
                "Host: Z",
                "Host: $&'()*+=",
                "Host: [z]",
                "Host: [/]",
                "Host: @",
                "Host: [",
                "Host: `",
                "Host: {",
                "Host: x:/",
                "Host: x::",
                "Host: %0/",
                "Host: %:0",
                "Host: %Ff",
                "Host: %g0",
                "Host: %@0",
                "Host: %0`")) {
            requests.add("POST " + PATH + " HTTP/1.1\r\n" + host + "\r\n\r\n");
            requests.add("POST " + PATH + " HTTP/1.0\r\n" + host + "\r\n\r\n");
        }
    }

    private static void fields(List<String> requests) {
        for (String field : List.of(
                "X-A : b",
                "X A: b",
                ": b",
                "X-A",
                "X-A:",
                "X-A:b",
                "X-A:  b  ",
                " X-A: b",
                "X-A: b\r\n c",
                "X-A: b\r\n\tc",
                "X(A): b",
                "X\u00e9: b",
                "X-A: \u00e9",
                "X-A: \u0000",
                "X-A: a\rb",
                "X-A: a\nb",
                "!#$%&'*+.^_`|~09azAZ-: b",
                "X\"A: b",
                "X,A: b",
                "X/A: b",
                "X;A: b",
                "X<A: b",
                "X=A: b",
                "X?A: b",
                "X@A: b",
                "X[A: b",
                "X\\A: b",
                "X{A: b",
                "X}A: b",
                "X]A: b",
                "\tX: b",
                "X\t: b",
                "X::b",
                "A:b",
                "Z:b",
                "0:b",
                "9:b",
                "a:b",
                "z:b",
                "Connection: close",
                "connection: Close",
                "Connection: keep-alive, close",
                "Connection: x,close",
                "Connection: keep-alive",
                "Connection: closed",
                "Connection:  close ",
                "Connection: close\r\nConnection: keep-alive",
                "Expect: 100-continue",
                "Expect: 100-Continue",
                "Expect: x",
                "Content-Length: 0\r\nExpect: 100-continue",
                "Upgrade: h2c",
                "Via: x")) {
            requests.add("POST " + PATH + " HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n");
        }
        for (String body : List.of("{}", "[]")) {
            for (String length : List.of("2", "262145", "262144", "999999999")) {
                requests.add("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length
                        + "\r\nExpect: 100-continue\r\n\r\n" + body);
            }
        }
    }

    private static void lengths(List<String> requests) {
        for (String length : List.of(
                "0",
                "2",
                "02",
                "002",
                "+2",
                "-2",
                "2.0",
                "0x2",
                "2 ",
                " 2",
                "2x",
                "x",
                "",
                "2,2",
                "2, 2",
                "2, 3",
                "2;2",
                "1",
                "3",
                "99999999999",
                "999999999999999999",
                "9999999999999999999",
                "99999999999999999999999",
                "-0",
                "2\r\nContent-Length: 2",
                "2\r\nContent-Length: 3",
                "2\r\nTransfer-Encoding: chunked",
                "2\r\ncontent-length: 2",
                "/",
                ":",
                "2/",
                "2:",
                "9",
                "262145")) {
            for (String method : List.of("POST", "GET", "PUT")) {
                requests.add(method + " " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n{}");
            }
        }
    }

    private static void chunks(List<String> requests) {
        for (String coding : List.of(
                "chunked",
                "Chunked",
                "CHUNKED",
                "gzip, chunked",
                "chunked, gzip",
                "identity",
                "gzip",
                "",
                "x",
                "chunked;x",
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "xchunked",
                "chunked ",
                "chunkedx",
                "\"chunked\"")) {
            chunked(requests, coding, "2\r\n{}\r\n0\r\n\r\n");
        }
        for (String chunks : List.of(
                "0\r\n\r\n",
                "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
                "02\r\n{}\r\n00\r\n\r\n",
                "0000002\r\n{}\r\n0\r\n\r\n",
                "00000002\r\n{}\r\n0\r\n\r\n",
                "2;x\r\n{}\r\n0\r\n\r\n",
                "2;x=y\r\n{}\r\n0;z\r\n\r\n",
                "2 ;x\r\n{}\r\n0\r\n\r\n",
                "2\t;x=\"a;b\"\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "x\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: y\r\n\r\n",
                "2\r\n{}\r\n0\r\nX y\r\n\r\n",
                "2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n",
                "3\r\n{}\r\n0\r\n\r\n",
                "1\r\n{}\r\n0\r\n\r\n",
                "a\r\n{}        \r\n0\r\n\r\n",
                "A\r\n{}        \r\n0\r\n\r\n",
                "f\r\n{}             \r\n0\r\n\r\n",
                "F\r\n{}             \r\n0\r\n\r\n",
                "g\r\n{}\r\n0\r\n\r\n",
                "G\r\n{}\r\n0\r\n\r\n",
                "ffffffff\r\n{}\r\n0\r\n\r\n",
                "7fffffff\r\n{}\r\n0\r\n\r\n",
                "fffffff\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "9\r\n{}       \r\n0\r\n\r\n",
                "/\r\n{}\r\n0\r\n\r\n",
                ":\r\n{}\r\n0\r\n\r\n",
                "@\r\n{}\r\n0\r\n\r\n",
                "`\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\n",
                "2\r\n{}\r\n",
                "2\r\n{}\r\n0 \r\n\r\n",
                "2,x\r\n{}\r\n0\r\n\r\n")) {
            chunked(requests, "chunked", chunks);
        }
    }

    private static void chunked(List<String> requests, String coding, String body) {
        requests.add("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding + "\r\n\r\n" + body);
    }
}
