package dev.functiongraph.async.contract.server.check.event;

import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.ContentCodings;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;
import java.util.Map;

/** The checks of an event's size, media type and coding. */
public final class ContentChecks {
    private static final String TYPE = "Content-Type";

    private ContentChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "event.size-limit", ContentChecks::sizeLimit,
                "event.size-limit-chunked", ContentChecks::sizeLimitChunked,
                "event.media-type", ContentChecks::mediaType,
                "event.media-type-malformed", ContentChecks::malformedMediaType,
                "event.charset", ContentChecks::charset,
                "event.content-coding", ContentChecks::contentCoding,
                "event.media-type-forms", ContentChecks::mediaTypeForms);
    }

    private static void sizeLimit(Probe probe) throws CouldNotRunException {
        Invocations.accepted(probe, probe.functions().enabled(), "{\"a\":\"京😀\"}");
        ValidEvents events = Inputs.validEvents(probe);
        for (byte[] event : events.ofSize(ValidEvents.LARGEST)) {
            probe.expect(probe.send(message(probe).withBody(event))).status(202);
        }
        for (byte[] event : events.ofSize(ValidEvents.LARGEST + 1)) {
            probe.expect(probe.send(message(probe).withBody(event))).status(413);
        }
    }

    private static void sizeLimitChunked(Probe probe) throws CouldNotRunException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        ValidEvents events = Inputs.validEvents(probe);
        for (int chunk : List.of(1_000, 65_536, Integer.MAX_VALUE)) {
            byte[] largest = events.filled(ValidEvents.LARGEST);
            byte[] tooLarge = events.filled(ValidEvents.LARGEST + 1);
            probe.expect(probe.send(message(probe).withChunks(largest, chunk))).status(202);
            probe.expect(probe.send(message(probe).withChunks(tooLarge, chunk))).status(413);
        }
    }

    private static void mediaType(Probe probe) throws CouldNotRunException {
        for (String type : List.of(
                "text/plain",
                "text/html; charset=utf-8",
                "text/json",
                "application/xml",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json-seq",
                "application/problem+json",
                "image/png")) {
            expect(probe, type, 415);
        }
        // It means an absent event, but it is a body.
        Message none = message(probe).withBody("null");
        probe.expect(probe.send(none.replacing(TYPE, "text/plain"))).status(415);
    }

    private static void malformedMediaType(Probe probe) throws CouldNotRunException {
        for (String type : Inputs.MALFORMED_MEDIA_TYPES) {
            expect(probe, type, 415);
        }
    }

    private static void charset(Probe probe) throws CouldNotRunException {
        for (String charset : List.of(
                "iso-8859-1",
                "ISO-8859-1",
                "us-ascii",
                "utf-16",
                "UTF-16LE",
                "utf-32",
                "windows-1252",
                "gb18030",
                "\"utf-16\"")) {
            expect(probe, "application/json; charset=" + charset, 415);
        }
    }

    private static void mediaTypeForms(Probe probe) throws CouldNotRunException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        for (String type : List.of(
                "application/json",
                "Application/Json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json; Charset=Utf-8",
                "application/json ; charset=utf-8",
                "application/json;charset=\"utf-8\"")) {
            expect(probe, type, 202);
        }
        probe.expect(probe.send(message(probe).without(TYPE))).status(202);
    }

    private static void contentCoding(Probe probe) throws CouldNotRunException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        ContentCodings.check(probe, message(probe), message(probe), 202);
    }

    private static void expect(Probe probe, String type, int status) throws CouldNotRunException {
        probe.expect(probe.send(message(probe).replacing(TYPE, type))).status(status);
    }

    private static Message message(Probe probe) {
        return probe.requests().invoke(probe.functions().enabled(), "{\"key\":\"value\"}");
    }
}
