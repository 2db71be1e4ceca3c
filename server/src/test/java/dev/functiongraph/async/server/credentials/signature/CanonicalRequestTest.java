package dev.functiongraph.async.server.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {
    @Test
    void itIsMethodPathQueryHeadersNamesAndTheHashOfTheBody() {
        Head head = new Head("POST", "/v2/a:b", "x=1", List.of("Host: h", "X-Sdk-Date: d", "X-Other: o"));

        assertThat(CanonicalRequest.texts(head, List.of("host", "x-sdk-date"), "hash"))
                .containsExactly("POST\n/v2/a%3Ab/\nx=1\nhost:h\nx-sdk-date:d\n\nhost;x-sdk-date\nhash");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a/",
        "/a/, /a/",
        "//a, //a/",
        "/a:b!c, /a%3Ab%21c/",
        "/a%3ab%21c, /a%3Ab%21c/",
        "/%61~-_., /a~-_./",
        "/a+b%20c*, /a%2Bb%20c%2A/",
        "/%E4%B8%AD, /%E4%B8%AD/",
        "/\u4e2d, /%E4%B8%AD/",
        "/\ud83d\ude00, /%F0%9F%98%80/",
        "/a;x=y, /a%3Bx%3Dy/",
        "/100%, /100%25/",
        "/%zz, /%25zz/"
    })
    void pathsAreDecodedOnceAndEncodedInOneWay(String sent, String canonical) {
        assertThat(line(new Head("GET", sent, null, List.of()), 1)).isEqualTo(canonical);
    }

    @Test
    void anEscapedPathMayHaveBeenEscapedOnceMore() {
        assertThat(CanonicalRequest.texts(new Head("GET", "/a%3Ab", null, List.of()), List.of(), ""))
                .containsExactly("GET\n/a%3Ab/\n\n\n\n", "GET\n/a%253Ab/\n\n\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/te%73t", "/a%3Ab/te%73t", "/a%2Fb", "/100%", "/%253A"})
    void aPathWithOtherEscapesThanThoseOfAUrnsSeparatorsHasOneFormAlone(String path) {
        assertThat(CanonicalRequest.texts(new Head("GET", path, null, List.of()), List.of(), ""))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a=1, a=1",
        "b=2&a=1, a=1&b=2",
        "b=1&a=2&a=10&a=1, a=2&a=10&a=1&b=1",
        "a, a=",
        "a=, a=",
        "=1, =1",
        "a=1&&b=2&, a=1&b=2",
        "a=b=c, a=b%3Dc",
        "a=x+y, a=x%20y",
        "a=x%2By, a=x%2By",
        "a=%E4%B8%AD, a=%E4%B8%AD",
        "t=2026-01-02T03:04:05Z, t=2026-01-02T03%3A04%3A05Z",
        "a1=x&a:=y, a%3A=y&a1=x"
    })
    void queriesAreSortedByEncodedNameAndKeepTheOrderOfItsValues(String sent, String canonical) {
        assertThat(line(new Head("GET", "/", sent, List.of()), 2)).isEqualTo(canonical);
    }

    @Test
    void noQueryIsAnEmptyLine() {
        assertThat(line(new Head("GET", "/", null, List.of()), 2)).isEmpty();
        assertThat(line(new Head("GET", "/", "", List.of()), 2)).isEmpty();
    }

    private static String line(Head head, int number) {
        return CanonicalRequest.texts(head, List.of(), "").get(0).split("\n", -1)[number];
    }
}
