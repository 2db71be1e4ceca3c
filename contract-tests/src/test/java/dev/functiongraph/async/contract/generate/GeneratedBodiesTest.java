package dev.functiongraph.async.contract.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratedBodiesTest {
    private static final String EVENT = "#/components/schemas/InvocationEvent";
    private static final SpecNode SCHEMA = Contract.fromClassPath().schema("InvocationEvent");

    @Test
    void oneSeedMakesTheSameBytes() {
        assertThat(texts(events(7).all(50))).isEqualTo(texts(events(7).all(50)));
        assertThat(texts(events(7).all(50))).isNotEqualTo(texts(events(8).all(50)));
        assertThat(malformed(7).malformed(50))
                .hasToString(malformed(7).malformed(50).toString());
        assertThat(refused(7).duplicateKeys(50))
                .hasToString(refused(7).duplicateKeys(50).toString());
    }

    @Test
    void validEventsAreWrittenInAllWays() {
        String all = String.join("", texts(events(1).all(300)));
        assertThat(all)
                .contains(
                        "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\\\", "\\\"", "\\u0000", "\\ud8", "\u007f", "\"\"");
        assertThat(all).containsPattern("\\\\u00[4-7]").containsPattern("\\s+:").containsPattern(":\\s+\"");
        assertThat(all.codePoints()).anyMatch(point -> point > 0xffff);
    }

    @Test
    void noValidEventIsLargerThanAllowed() {
        assertThat(events(1).all(50)).allMatch(event -> event.length <= ValidEvents.LARGEST);
    }

    @Test
    void eventsOfASizeHaveIt() {
        assertThat(events(1).ofSize(ValidEvents.LARGEST)).allMatch(event -> event.length == ValidEvents.LARGEST);
        assertThat(events(1).ofSize(ValidEvents.LARGEST + 1))
                .allMatch(event -> event.length == ValidEvents.LARGEST + 1);
    }

    @Test
    void refusedEventsNameTheKeywordThatTheyBreak() {
        assertThat(refused(1).notAnObject(50)).extracting(RefusedBody::breaks).containsOnly(EVENT + "/type");
        assertThat(refused(1).valueNotAString(50))
                .extracting(RefusedBody::breaks)
                .containsOnly(EVENT + "/additionalProperties/type");
    }

    @Test
    void malformedBodiesNameTheSectionThatTheyBreak() {
        assertThat(malformed(1).malformed(200))
                .extracting(RefusedBody::breaks)
                .allMatch(rule -> rule.matches("RFC 8259 ([2-7]|8\\.1)"));
        assertThat(malformed(1).trailing(50)).extracting(RefusedBody::breaks).containsOnly("RFC 8259 2");
        assertThat(MalformedBodies.notUtf8("{\"a\":\"\"}"))
                .extracting(RefusedBody::breaks)
                .containsOnly("RFC 8259 8.1");
    }

    @Test
    void malformedMembersStandInAnyObject() {
        String object = "{\"request_id\":\"a\"}";
        assertThat(MalformedBodies.malformed(object))
                .extracting(RefusedBody::toString)
                .contains("RFC 8259 2: {\"request_id\":\"a\",/**/\"a\":\"b\"}");
        assertThat(MalformedBodies.trailing(object))
                .extracting(RefusedBody::toString)
                .contains("RFC 8259 2: " + object + "{}");
    }

    @Test
    void whatIsProvedHoldsForManySeeds() {
        for (int seed = 0; seed < 100; seed++) {
            malformed(seed).malformed(20);
            malformed(seed).trailing(20);
            refused(seed).duplicateKeys(20);
            refused(seed).notAnObject(20);
            refused(seed).valueNotAString(20);
        }
    }

    @Test
    void whatIsNotAsItWasMadeIsAFaultOfTheKit() {
        byte[] event = "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8);
        byte[] wrong = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThatIllegalStateException().isThrownBy(() -> InputProof.valid(SCHEMA, wrong));
        assertThatIllegalStateException().isThrownBy(() -> InputProof.refused(SCHEMA, event));
        assertThatIllegalStateException().isThrownBy(() -> InputProof.malformed("", event));
        assertThatIllegalStateException().isThrownBy(() -> InputProof.duplicate("", event));
        assertThatIllegalStateException().isThrownBy(() -> InputProof.notUtf8("", event));
    }

    private static List<String> texts(List<byte[]> events) {
        return events.stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    private static ValidEvents events(long seed) {
        return new ValidEvents(SCHEMA, new Random(seed));
    }

    private static RefusedEvents refused(long seed) {
        return new RefusedEvents(SCHEMA, new Random(seed));
    }

    private static MalformedBodies malformed(long seed) {
        return new MalformedBodies(SCHEMA, new Random(seed));
    }
}
