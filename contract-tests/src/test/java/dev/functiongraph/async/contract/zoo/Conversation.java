package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Target;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to one server, and its answers without what the contract leaves open. In a request, {@code $id3$} stands for
 * the id of the fourth invocation, {@code $ID3$} for it in capitals, and {@code $marker$} for what the last page gave.
 */
final class Conversation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern KNOWN = Pattern.compile("\\$(id|ID|time)(\\d+)\\$|\\$marker\\$");

    private final Target target;
    private final Optional<String> token;
    private final CanonicalRecords records = new CanonicalRecords();
    private final List<Instant> moments = new ArrayList<>();
    private Optional<Wire> wire = Optional.empty();

    Conversation(URI uri, Optional<String> token) {
        target = new Target(uri, LIMIT);
        this.token = token;
    }

    /** One request and the canonical form of its answer. */
    @FunctionalInterface
    interface Step {
        String take(Conversation conversation) throws IOException, InterruptedException;
    }

    /** A message whose body is sent with its length, if it has one. */
    static Step asking(Message message) {
        return conversation -> conversation.ask(message);
    }

    String ask(Message message) throws IOException {
        Message sent = known(message);
        String answer = "no answer";
        try {
            if (wire.isEmpty()) {
                wire = Optional.of(target.connect());
            }
            Received received = wire.get().exchange(sent.bytes(), sent.method());
            answer = new CanonicalAnswer(received, records)
                    .text(!Set.of("HEAD", "OPTIONS").contains(sent.method()));
            if (received.framing().isEmpty()
                    && received.answer().headers().first("Connection").isEmpty()) {
                return answer;
            }
        } catch (IOException e) {
            // The canonical answer says so.
        }
        close();
        return answer;
    }

    /** Whatever comes back on a connection of its own, which ends after these bytes. */
    String askRaw(byte[] bytes) throws IOException {
        try (Wire alone = target.connect()) {
            return CanonicalAnswer.ofRaw(alone.exchangeRaw(bytes, true));
        }
    }

    CanonicalRecords records() {
        return records;
    }

    Target target() {
        return target;
    }

    /** Remembers a moment, with whole milliseconds, that lies between what was before and what comes. */
    String moment(Instant moment) throws InterruptedException {
        while (!Instant.now().isAfter(moment)) {
            Thread.sleep(1);
        }
        moments.add(moment);
        return "";
    }

    Instant moment(int number) {
        return moments.get(number);
    }

    private Message known(Message message) {
        Message host = message.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase("Host"))
                ? message
                : message.with("Host", target.host());
        Message mine = host.withTarget(known(host.target()));
        if (mine.payload().length > 0 && Arrays.equals(mine.payload(), mine.body())) {
            String body = new String(mine.body(), StandardCharsets.ISO_8859_1);
            mine = mine.withBody(known(body).getBytes(StandardCharsets.ISO_8859_1));
        }
        return token.isPresent()
                        && message.fields().stream()
                                .noneMatch(field -> field.name().equals("X-Auth-Token"))
                ? mine.with("X-Auth-Token", token.get())
                : mine;
    }

    private String known(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher matcher = KNOWN.matcher(text);
        return matcher.replaceAll(found -> {
            if (found.group(1) == null) {
                return Long.toString(records.marker());
            }
            int number = Integer.parseInt(found.group(2));
            return switch (found.group(1)) {
                case "id" -> records.id(number);
                case "ID" -> records.id(number).toUpperCase(Locale.ROOT);
                default -> moments.get(number).toString();
            };
        });
    }

    @Override
    public void close() throws IOException {
        if (wire.isPresent()) {
            wire.get().close();
            wire = Optional.empty();
        }
    }
}
