package dev.functiongraph.async.contract.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarWordsTest {
    @Test
    void separatorsAreReplacedLeftOutAndWrittenAsCapitals() {
        assertThat(similar("request_id")).containsExactly("request-id", "requestid", "requestId", "request_i");
        assertThat(similar("async-invocations")).contains("async_invocations", "async-invocation");
    }

    @Test
    void aNumberIsReplacedByOneThatNobodyHas() {
        assertThat(similar("v2")).contains("v").anyMatch(word -> word.matches("v[3-8][0-9]{2}"));
    }

    @Test
    void noneIsTheWordItself() {
        assertThat(similar("cancel")).containsExactly("cance");
    }

    private static Iterable<String> similar(String word) {
        return SimilarWords.of(word, new Random(1));
    }
}
