package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies within the size limit that exceed the default limits of JSON parsers. */
class ReaderLimitsTest {
    private static final String ID = Spec.NOBODYS_ID.toString();

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @TestFactory
    Stream<DynamicTest> aCancellationIsAnsweredWith400() {
        return Stream.of(
                        new String[] {"nested, and broken off", "{\"a\":" + "[".repeat(100_000)},
                        new String[] {"nested, and whole", with("[".repeat(5_000) + "]".repeat(5_000))},
                        new String[] {"a long number", with("1".repeat(2_000))},
                        new String[] {"a long fraction", with("0." + "1".repeat(2_000))},
                        new String[] {"a long string", with('"' + "x".repeat(200_000) + '"')},
                        new String[] {"a long key", "{\"request_id\":\"" + ID + "\",\"" + "k".repeat(200_000) + "\":1}"
                        })
                .map(named -> DynamicTest.dynamicTest(
                        named[0],
                        () -> assertThat(new Caller(SERVER, Spec.TEST)
                                        .cancellation(named[1])
                                        .status())
                                .isEqualTo(400)));
    }

    @TestFactory
    Stream<DynamicTest> anEventIsAnsweredWith400() {
        return Stream.of(
                        new String[] {"nested", "{\"a\":" + "[".repeat(100_000)},
                        new String[] {"a long number", "{\"a\":" + "1".repeat(2_000) + "}"},
                        new String[] {"a long fraction", "{\"a\":0." + "1".repeat(2_000) + "}"})
                .map(named -> DynamicTest.dynamicTest(
                        named[0],
                        () -> assertThat(new Caller(SERVER, Spec.TEST)
                                        .invoked(named[1])
                                        .status())
                                .isEqualTo(400)));
    }

    private static String with(String value) {
        return "{\"request_id\":\"" + ID + "\",\"a\":" + value + "}";
    }
}
