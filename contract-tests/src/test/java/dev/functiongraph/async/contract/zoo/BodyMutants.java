package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Servers that read bodies otherwise. */
final class BodyMutants extends RequestMutants {

    @Override
    void addAll() {
        Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
        for (JsonReadFeature feature : JsonReadFeature.values()) {
            changes.put(
                    feature.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    BodyChanges.lenient(JsonMapper.builder().enable(feature).build()));
        }
        changes.put("duplicate keys are allowed", BodyChanges.lenient(new JsonMapper()));
        changes.put("what is behind it is ignored", BodyChanges::firstValue);
        changes.put("a byte order mark is dropped", BodyChanges.text(text -> text.replaceFirst("^\uFEFF", "")));
        changes.put("zeros are dropped", BodyChanges.text(text -> text.replace("\u0000", "")));
        changes.put(
                "any white space is dropped",
                BodyChanges.text(
                        text -> text.replaceAll("^[\\s\u00A0\u2003\f\u000B]+|[\\s\u00A0\u2003\f\u000B]+$", "")));
        changes.put("blank is absent", BodyChanges.text(text -> text.isBlank() ? "" : text));
        changes.put("UTF-16 is known", BodyChanges.charset(StandardCharsets.UTF_16LE));
        changes.put("UTF-16BE is known", BodyChanges.charset(StandardCharsets.UTF_16BE));
        changes.put("UTF-32 is known", BodyChanges.charset(Charset.forName("UTF-32BE")));
        changes.put("invalid UTF-8 is replaced", BodyChanges.text(text -> text));
        changes.put(
                "invalid UTF-8 is Latin-1",
                body -> BodyChanges.isUtf8(body)
                        ? body
                        : new String(body, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8));
        changes.put("nulls are texts", BodyChanges.values("null"));
        changes.put("numbers are texts", BodyChanges.values("number"));
        changes.put("booleans are texts", BodyChanges.values("boolean"));
        changes.put("lists are texts", BodyChanges.values("array"));
        changes.put("objects are texts", BodyChanges.values("object"));
        changes.put("null is {}", BodyChanges.text(text -> text.strip().equals("null") ? "{}" : text));
        changes.put("[] is {}", BodyChanges.text(text -> text.strip().equals("[]") ? "{}" : text));
        changes.put("\"\" is {}", BodyChanges.text(text -> text.strip().equals("\"\"") ? "{}" : text));
        changes.put("false is {}", BodyChanges.text(text -> text.strip().equals("false") ? "{}" : text));
        changes.put(
                "a list is its first", BodyChanges.text(text -> text.replaceFirst("(?s)^\\s*\\[(.*)\\]\\s*$", "$1")));
        changes.put("a JSON text is read again", BodyChanges::readAgain);
        changes.put(
                "form data is JSON", BodyChanges.text(text -> text.matches("\\w+=\\w*(&\\w+=\\w*)*") ? "{}" : text));
        for (String part : List.of(
                "null",
                "\\{}",
                "\"\"",
                "\\\\u",
                "\\\\n",
                "[^\\x00-\\x7F]",
                "[\\x{10000}-\\x{10FFFF}]",
                "\\\\ud",
                "<",
                "'",
                "--",
                "\\.\\./",
                "\\$\\{",
                "%00",
                "\\t",
                "\\r",
                "\\s$",
                "^\\s",
                "\"\":",
                "\\\\\\\\",
                "\\\\/")) {
            Pattern pattern = Pattern.compile(part);
            changes.put(
                    part + " is refused",
                    BodyChanges.text(text -> pattern.matcher(text).find() ? "{" : text));
        }
        for (int most : List.of(1, 1_000, 10_000, 65_535, 65_536, 131_072, 262_143)) {
            changes.put("over " + most + " bytes is refused", body -> body.length > most ? new byte[] {'{'} : body);
        }
        for (int most : List.of(1, 10, 50, 100, 1_000)) {
            changes.put("over " + most + " keys is refused", BodyChanges.object(node -> node.size() > most));
        }
        for (int most : List.of(0, 1, 64, 255, 256, 1_000, 50_000)) {
            changes.put(
                    "a key over " + most + " characters is refused",
                    BodyChanges.object(node -> BodyChanges.hasKeyOver(node, most)));
            changes.put(
                    "a value over " + most + " characters is refused",
                    BodyChanges.object(node -> BodyChanges.hasValueOver(node, most)));
        }
        changes.forEach((operator, change) -> {
            for (String operation : List.of("invoke", "cancel")) {
                add(
                        operator,
                        operation + " body",
                        BodyFreedom.of(operation, operator),
                        request -> Place.operation(request).equals(operation) && request.body().length > 0
                                ? withBody(request, change.apply(request.body()))
                                : request);
            }
        });
    }
}
