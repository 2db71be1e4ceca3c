package dev.functiongraph.async.contract.zoo;

import java.util.Set;

/** What the contract leaves open in answers: the rules by which a change of one is no fault. */
final class AnswerFreedom {
    private static final String FOR_PEOPLE = "texts for people may be any";
    private static final String ID_CASE = "a UUID means the same in any letter case";
    private static final String NO_FAULT = "";

    private AnswerFreedom() {}

    static String ofStatus(Place place, int status) {
        boolean noMethod = place.status() == 405 && (status == 404 || status == 501);
        boolean noPath = place.operation().equals(Place.ELSEWHERE) && place.status() == 404 && status == 400;
        if (noMethod) {
            return "another method may be answered 404";
        }
        return noPath ? "what is malformed may be refused before its path is looked up" : NO_FAULT;
    }

    static String of(String header, HeaderEdit edit) {
        return switch (header) {
            case "Content-Type" ->
                edit == HeaderEdit.OTHER_CASE ? "a media type means the same in any letter case" : NO_FAULT;
            case "X-Request-Id" -> edit == HeaderEdit.OTHER_CASE ? ID_CASE : NO_FAULT;
            case "WWW-Authenticate" ->
                Set.of(HeaderEdit.DROP, HeaderEdit.EMPTY, HeaderEdit.CONSTANT).contains(edit)
                        ? NO_FAULT
                        : "a challenge may be any";
            case "Accept-Encoding" ->
                switch (edit) {
                    case OTHER_CASE -> "a content coding means the same in any letter case";
                    case TWICE, THE_CALLERS -> "a list may name one coding twice";
                    default -> NO_FAULT;
                };
            case "Allow" ->
                Set.of(HeaderEdit.TWICE, HeaderEdit.THE_CALLERS).contains(edit)
                        ? "a list may name one method twice"
                        : NO_FAULT;
            default -> NO_FAULT;
        };
    }

    static String ofMore(String header, Place place) {
        return header.equals("Retry-After") && place.status() != 429
                ? "HTTP allows Retry-After on any answer; the contract forbids it on 429 alone"
                : NO_FAULT;
    }

    static String of(String property, PropertyEdit edit) {
        String name = property.substring(property.lastIndexOf('.') + 1);
        return switch (name) {
            case "error_msg" ->
                Set.of(PropertyEdit.OTHER_CASE, PropertyEdit.THE_CALLERS, PropertyEdit.CONSTANT, PropertyEdit.RANDOM)
                                .contains(edit)
                        ? FOR_PEOPLE
                        : NO_FAULT;
            case "error_message" ->
                Set.of(
                                        PropertyEdit.EMPTY,
                                        PropertyEdit.OTHER_CASE,
                                        PropertyEdit.THE_CALLERS,
                                        PropertyEdit.CONSTANT,
                                        PropertyEdit.RANDOM)
                                .contains(edit)
                        ? FOR_PEOPLE
                        : NO_FAULT;
            case "request_id" -> edit == PropertyEdit.OTHER_CASE ? ID_CASE : NO_FAULT;
            case "start_time", "end_time" -> edit == PropertyEdit.OTHER_CASE ? "RFC 3339 allows t and z" : NO_FAULT;
            default -> NO_FAULT;
        };
    }
}
