package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReferenceTest {
    private static final String CALLER = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String OTHER = "46b6f338fc3445b8846c71dfb1fbxxxx";

    @ParameterizedTest
    @CsvSource({
        "fn,                                                    , " + CALLER + ", default, fn, latest",
        "pkg:fn,                                                , " + CALLER + ", pkg,     fn, latest",
        OTHER + ":pkg:fn,                                       , " + OTHER + ",  pkg,     fn, latest",
        OTHER + ":pkg:fn:v1.0,                                  , " + OTHER + ",  pkg,     fn, v1.0",
        OTHER + ":pkg:fn:!prod,                                 , " + OTHER + ",  pkg,     fn, !prod",
        "urn:fss:eu-de:" + OTHER + ":function:pkg:fn,      eu-de, " + OTHER + ",  pkg,     fn, latest",
        "urn:fss:eu-de:" + OTHER + ":function:pkg:fn:v2,   eu-de, " + OTHER + ",  pkg,     fn, v2",
        "urn:fss:eu-de:" + OTHER + ":function:pkg:fn:!a-b, eu-de, " + OTHER + ",  pkg,     fn, !a-b",
    })
    void everyFormOfTheFunctionModelPageIsRead(
            String text, String region, String project, String pkg, String name, String qualifier) {
        assertThat(FunctionReference.parse(text, CALLER))
                .isEqualTo(new FunctionReference(Optional.ofNullable(region), project, pkg, name, qualifier));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1fn",
                "fn-",
                "f n",
                "fn\n",
                "fn/x",
                "pkg:",
                OTHER + "x:pkg:fn",
                OTHER + ":pkg:fn:",
                OTHER + ":pkg:fn:!",
                OTHER + ":pkg:fn:!1",
                OTHER + ":pkg:fn:.v",
                "a:b:c:d:e",
                "a:b:c:d:e:f",
                "urn:fss:eu-de:" + OTHER + ":function:pkg:fn:v2:x",
                "URN:fss:eu-de:" + OTHER + ":function:pkg:fn",
                "urn:fss::" + OTHER + ":function:pkg:fn",
                "urn:fss:eu-de:" + OTHER + ":fn:pkg:fn",
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> FunctionReference.parse(text, CALLER))
                .isInstanceOf(MalformedUrnException.class)
                .extracting(Throwable::getMessage)
                .matches(message -> text.length() < 5 || !message.contains(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {270, 10_000})
    void aReferenceOverTheContractsLengthIsRefused(int length) {
        assertThatThrownBy(() -> FunctionReference.parse("f".repeat(length), CALLER))
                .hasMessage("a URN has at most 269 characters");
    }
}
