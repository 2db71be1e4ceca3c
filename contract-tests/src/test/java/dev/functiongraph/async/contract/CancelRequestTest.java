package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of cancellations, and the errors for invalid ones. */
class CancelRequestTest {
    private static final int LIMIT = 262_144;
    private static final String ID = Spec.NOBODYS_ID.toString();
    private static final String PATH = Spec.path(Spec.CANCEL, Spec.TEST);

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            null                                           ~ the body must be one JSON object
            []                                             ~ the body must be one JSON object
            "text"                                         ~ the body must be one JSON object
            {}                                             ~ request_id must be a UUID
            {"request_id":null}                            ~ request_id must be a UUID
            {"request_id":1}                               ~ request_id must be a UUID
            {"request_id":[]}                              ~ request_id must be a UUID
            {"request_id":""}                              ~ request_id must be a UUID
            {"request_id":"1-1-1-1-1"}                     ~ request_id must be a UUID
            {"request_id":"ID "}                           ~ request_id must be a UUID
            {"Request_Id":"ID"}                            ~ request_id must be a UUID
            {"request_id":"ID","type":"recursive"}         ~ type must be force
            {"request_id":"ID","type":"FORCE"}             ~ type must be force
            {"request_id":"ID","type":""}                  ~ type must be force
            {"request_id":"ID","type":null}                ~ type must be force
            {"request_id":"ID","type":true}                ~ type must be force
            {"request_id":"ID","request_id":"ID"}          ~ (line 1, column
            {"request_id":"ID","type":"force","type":"force"} ~ (line 1, column
            {"request_id":"ID"} x                          ~ (line 1, column
            {"request_id":"ID"}{}                          ~ (line 1, column
            {"request_id":"ID"                             ~ (line 1, column
            {"request_id":"ID",}                           ~ (line 1, column
            {'request_id':'ID'}                            ~ (line 1, column
            {                                              ~ (line 1, column
            """)
    void whatIsNoCancellationIsRefusedWith400AndThePlace(String body, String place) {
        Refusal.expect(json(body.replace("ID", ID)).post(PATH), 400).body("error_msg", containsString(place));
    }

    @Test
    void thePlaceIsRightInABodyOfSeveralLines() {
        Refusal.expect(json("{\n  \"request_id\": \"" + ID + "\",\n  oops\n}").post(PATH), 400)
                .body("error_msg", containsString("(line 3, column "));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", " ", "\n"})
    void noBodyIsRefusedWith400ThatSaysWhatIsMissing(String body) {
        Refusal.expect(json(body).post(PATH), 400)
                .body("error_msg", containsString("the body must be one JSON object"));
    }

    @Test
    void noBodyAndNoTypeOfOneEither() {
        Response response = SERVER.request().filter(new ContractFilter()).post(PATH);
        Refusal.expect(response, 400).body("error_msg", containsString("the body must be one JSON object"));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefusedWith400AndThePlace() {
        Response response = SERVER.request()
                .filter(new ContractFilter())
                .contentType("application/json")
                .body(new byte[] {'{', '"', (byte) 0xff, '"', '}'})
                .post(PATH);
        Refusal.expect(response, 400).body("error_msg", containsString("the body is not UTF-8 (byte 3)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request_id\":\"ID\"}",
                " {\"type\":\"force\",\n\"request_id\":\"ID\"} ",
                "{\"request_id\":\"ID\",\"more\":{\"of\":[1,null]}}"
            })
    void whatIsOneIsReadToItsEnd(String body) {
        Refusal.expect(json(body.replace("ID", ID)).post(PATH), 400).body("error_msg", equalTo("Invalid RequestId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=UTF-8", "Application/JSON", "application/json;charset=\"utf-8\""})
    void jsonMayBeDeclaredInMoreThanOneWay(String type) throws IOException {
        assertThat(raw("Content-Type: " + type + "\r\n", Caller.cancelBody(ID)).text())
                .contains("Invalid RequestId");
    }

    @Test
    void aBodyThatIsNotDeclaredIsJson() throws IOException {
        assertThat(raw("", Caller.cancelBody(ID)).text()).contains("Invalid RequestId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/json; charset=gbk",
                "application/*"
            })
    void anotherMediaTypeIsRefusedWith415(String type) throws IOException {
        assertThat(raw("Content-Type: " + type + "\r\n", Caller.cancelBody(ID)).status())
                .isEqualTo(415);
    }

    @Test
    void aBodyOf262144BytesIsReadAndOneByteMoreIsRefusedWith413() throws IOException {
        String start = "{\"request_id\":\"" + ID + "\",\"a\":\"";
        String body = start + "x".repeat(LIMIT - start.length() - 2) + "\"}";
        assertThat(body).hasSize(LIMIT);

        assertThat(raw("", body).text()).contains("Invalid RequestId");
        // The length alone decides; a body that is still on its way would meet a closed connection.
        RawAnswer refusal = SERVER.raw(
                "POST " + PATH + " HTTP/1.1\r\n" + SERVER.host() + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n");
        assertThat(refusal.conforming(Spec.CANCEL).status()).isEqualTo(413);
    }

    @Test
    void oneByteMoreInChunksIsRefusedWith413BeforeTheBodyHasEnded() throws IOException {
        byte[] body = " ".repeat(LIMIT + 1).getBytes(StandardCharsets.US_ASCII);
        RawAnswer refusal = SERVER.raw(
                "POST " + PATH + " HTTP/1.1\r\n" + SERVER.host() + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length) + "\r\n",
                body);
        assertThat(refusal.conforming(Spec.CANCEL).status()).isEqualTo(413);
    }

    private static RawAnswer raw(String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return SERVER.raw(
                        "POST " + PATH + " HTTP/1.1\r\n" + SERVER.host() + headers + "Content-Length: " + bytes.length
                                + "\r\n\r\n",
                        bytes)
                .conforming(Spec.CANCEL);
    }

    private static RequestSpecification json(String body) {
        return SERVER.request()
                .filter(new ContractFilter())
                .contentType("application/json")
                .body(body);
    }
}
