package dev.functiongraph.async.contract;

/** The examples of the page that the contract follows, byte for byte. */
final class SourcePage {
    static final String REQUEST_LINE = "POST /v2/7aad83af3e8d42e99ac194e8419e2c9b/fgs/functions/"
            + "urn:fss:xxxxxxxxxxx:7aad83af3e8d42e99ac194e8419e2c9b:function:default:test:latest"
            + "/invocations-async HTTP/1.1";

    static final String ACCEPTED_STATUS = "HTTP/1.1 202 Accepted";
    static final String ACCEPTED = "{\"request_id\": \"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\"}";

    static final String ABSENT_STATUS = "HTTP/1.1 404 Not Found";
    static final String ABSENT = "{\"error_code\":\"FSS.0404\",\"error_msg\":\"function 'test' not exist\"}";

    /** The page sets it as {@code HTTP / 1.1 429  Disabled}, which no HTTP message can begin with. */
    static final String DISABLED_STATUS = "HTTP/1.1 429 Disabled";

    static final String DISABLED = "{\n\t\"error_code\": \"FSS.0429\",\n\t\"error_msg\": \"Function Disabled\"\n}";

    private SourcePage() {}
}
