package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReferenceTest {
    private static final String CALLER = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String OTHER = "46b6f338fc3445b8846c71dfb1fbxxxx";

    private static final int CHANGED_REFERENCES = 100_000;
    private static final String CHARACTERS = "aZ09._-!: \u00e4\u0660@[`{/";
    private static final List<String> REFERENCES = List.of(
            "f",
            "fn",
            "my-pkg:my_fn",
            OTHER + ":pkg:fn",
            OTHER + ":pkg:fn:v1.0",
            OTHER + ":pkg:fn:!prod",
            "urn:fss:eu-de:" + OTHER + ":function:pkg:fn:2",
            "urn:fss:eu-de:" + OTHER + ":function:pkg:fn:!a");

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

    @Test
    void aReferenceIsReadExactlyWhereItMatchesTheContractsPattern() throws IOException {
        Pattern contract = contractsPattern();
        Random random = new Random(20_261_130);
        int matching = 0;
        for (int i = 0; i < CHANGED_REFERENCES; i++) {
            String text = changed(REFERENCES.get(random.nextInt(REFERENCES.size())), random);
            boolean matches = contract.matcher(text).matches();
            assertThat(isRead(text)).as(text).isEqualTo(matches);
            matching += matches ? 1 : 0;
        }
        assertThat(matching).isBetween(CHANGED_REFERENCES / 10, CHANGED_REFERENCES * 9 / 10);
    }

    private static Pattern contractsPattern() throws IOException {
        try (InputStream yaml = FunctionReferenceTest.class.getResourceAsStream("/openapi.yaml")) {
            return Pattern.compile(new YAMLMapper()
                    .readTree(yaml)
                    .requiredAt("/components/parameters/FunctionUrn/schema/pattern")
                    .textValue());
        }
    }

    /** With a character removed, added or replaced, or a run of them made about as long as a field may be. */
    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length());
        String more = random.nextInt(4) == 0
                ? "x".repeat(random.nextInt(66))
                : String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        return text.substring(0, at) + more + text.substring(at + random.nextInt(2));
    }

    private static boolean isRead(String text) {
        try {
            FunctionReference.parse(text, CALLER);
            return true;
        } catch (MalformedUrnException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {270, 10_000})
    void aReferenceOverTheContractsLengthIsRefused(int length) {
        assertThatThrownBy(() -> FunctionReference.parse("f".repeat(length), CALLER))
                .hasMessage("a URN has at most 269 characters");
    }
}
