package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request to be sent. It may be malformed, as a check wants it. Immutable.
 *
 * @param target path and query, not encoded any further
 * @param payload what follows the header section, chunk sizes and all
 * @param fields the header fields, in which characters of {@link Signing} may stand for what is not known yet
 * @param body what the payload means
 * @param signing makes the signature; empty if it has none
 */
public record Message(
        String method,
        String target,
        String version,
        List<Headers.Field> fields,
        byte[] payload,
        byte[] body,
        Optional<Signing> signing) {

    public Message {
        fields = List.copyOf(fields);
    }

    public static Message of(String method, String target) {
        return new Message(method, target, "HTTP/1.1", List.of(), new byte[0], new byte[0], Optional.empty());
    }

    /** With one more header field. */
    public Message with(String name, String value) {
        List<Headers.Field> more = new ArrayList<>(fields);
        more.add(new Headers.Field(name, value));
        return new Message(method, target, version, more, payload, body, signing);
    }

    public Message without(String name) {
        List<Headers.Field> fewer = new ArrayList<>(fields);
        fewer.removeIf(field -> field.name().equalsIgnoreCase(name));
        return new Message(method, target, version, fewer, payload, body, signing);
    }

    /** With this field in place of those of its name. */
    public Message replacing(String name, String value) {
        return without(name).with(name, value);
    }

    /** With other names of the header fields. */
    public Message withNames(UnaryOperator<String> change) {
        List<Headers.Field> renamed = fields.stream()
                .map(field -> new Headers.Field(change.apply(field.name()), field.value()))
                .toList();
        return new Message(method, target, version, renamed, payload, body, signing);
    }

    public Message withVersion(String other) {
        return new Message(method, target, other, fields, payload, body, signing);
    }

    public Message withMethod(String other) {
        return new Message(other, target, version, fields, payload, body, signing);
    }

    public Message withTarget(String other) {
        return new Message(method, other, version, fields, payload, body, signing);
    }

    /** With a body and its Content-Length. */
    public Message withBody(byte[] bytes) {
        return new Message(method, target, version, fields, bytes, bytes, signing)
                .without("Transfer-Encoding")
                .replacing("Content-Length", Integer.toString(bytes.length));
    }

    public Message withBody(String text) {
        return withBody(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** With a body in chunks of at most so many bytes, and no Content-Length. */
    public Message withChunks(byte[] bytes, int size) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int start = 0; start < bytes.length; start += size) {
            int length = Math.min(size, bytes.length - start);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunks.write(bytes, start, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return new Message(method, target, version, fields, chunks.toByteArray(), bytes, signing)
                .without("Content-Length")
                .replacing("Transfer-Encoding", "chunked");
    }

    /** With a payload whose length is declared by the header fields alone, truly or not. */
    public Message withPayload(String text) {
        byte[] bytes = bytes(text);
        return new Message(method, target, version, fields, bytes, bytes, signing);
    }

    /** With a payload that means something else. */
    public Message withPayload(String text, String meaning) {
        return new Message(method, target, version, fields, withPayload(text).payload, bytes(meaning), signing);
    }

    /** With a signature in place of one that it may have. */
    public Message signed(Signing by) {
        List<Headers.Field> more = new ArrayList<>(unsigned().fields);
        more.addAll(by.fields());
        return new Message(method, target, version, more, payload, body, Optional.of(by));
    }

    /** Signed in another way, if it is signed. */
    public Message resigned(UnaryOperator<Signing> change) {
        return signing.map(by -> signed(change.apply(by))).orElse(this);
    }

    public Message unsigned() {
        if (signing.isEmpty()) {
            return this;
        }
        Message without = without(Signing.DATE).without(Signing.AUTHORIZATION);
        return new Message(method, target, version, without.fields, payload, body, Optional.empty());
    }

    /** With the signature of another message, if it is signed. */
    public Message signedAs(Message other) {
        return new Message(
                method, target, version, fields, payload, body, signing.map(by -> by.of(other.unresolved())));
    }

    /** The header fields as they are sent. */
    public List<Headers.Field> sentFields() {
        return signing.map(by -> by.resolved(unresolved())).orElse(fields);
    }

    /** Request line and header section. */
    public byte[] head() {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        sentFields()
                .forEach(field -> head.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All of it. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head());
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** The request as the contract's checker reads it. */
    public Request request() {
        return new Request(method, target, new Headers(sentFields()), body);
    }

    /** The same, still without the time and the signature. */
    public Request unresolved() {
        return new Request(method, target, new Headers(fields), body);
    }
}
