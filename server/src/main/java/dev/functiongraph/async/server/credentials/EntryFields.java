package dev.functiongraph.async.server.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.files.FileProblem;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of one token or key of a credentials file. What is wrong with one is reported; the others are read. */
final class EntryFields {
    private static final List<String> OF_A_GRANT =
            List.of("id", "role", "projects", "created", "expires", "replaced-by");

    private final JsonNode entry;
    private final List<FileProblem> problems;
    private final int before;

    /** @param own the field that not every entry has */
    EntryFields(JsonNode entry, List<FileProblem> problems, String own) {
        this.entry = entry;
        this.problems = problems;
        this.before = problems.size();
        entry.properties().stream()
                .filter(field -> !field.getKey().equals(own) && !OF_A_GRANT.contains(field.getKey()))
                .forEach(field -> problem(
                        field.getValue(),
                        "an unknown field; there are " + String.join(", ", OF_A_GRANT) + " and " + own));
    }

    /**
     * @param idForm the form of its id
     * @param idText the same in words
     * @return empty if one of the fields is wrong
     */
    Optional<Grant> grant(String idForm, String idText) {
        Optional<String> id = matching("id", idForm, idText);
        Optional<Role> role = entry.has("role")
                ? text("role")
                        .flatMap(text ->
                                accepted("role", Role.of(text), "must be one of " + String.join(", ", Role.texts())))
                : Optional.of(Role.CALLER);
        List<String> projects = projects(role.orElse(Role.CALLER));
        Optional<Instant> created = time("created");
        Optional<Instant> expires = entry.has("expires") ? time("expires") : Optional.empty();
        Optional<String> replacedBy =
                entry.has("replaced-by") ? matching("replaced-by", idForm, idText) : Optional.empty();
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Grant(
                        id.orElseThrow(), role.orElseThrow(), projects, created.orElseThrow(), expires, replacedBy));
    }

    Optional<String> text(String field) {
        JsonNode value = entry.path(field);
        if (value.isMissingNode()) {
            problem(entry, "there is no " + field);
        } else if (!value.isTextual()) {
            problem(value, "the " + field + " is not a string; put it in quotation marks");
        } else {
            return Optional.of(value.textValue());
        }
        return Optional.empty();
    }

    Optional<String> matching(String field, String form, String words) {
        return text(field)
                .flatMap(text -> accepted(field, Optional.of(text).filter(it -> it.matches(form)), "must be " + words));
    }

    /** Reports a value that could not be read. */
    <T> Optional<T> accepted(String field, Optional<T> value, String problem) {
        if (value.isEmpty()) {
            problem(entry.get(field), "the " + field + " " + problem);
        }
        return value;
    }

    private Optional<Instant> time(String field) {
        return text(field)
                .flatMap(text -> accepted(field, instant(text), "must be a time such as 2026-12-29T00:00:00Z"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<String> projects(Role role) {
        JsonNode list = entry.path("projects");
        List<String> projects = new ArrayList<>();
        if (role.isOperator()) {
            if (!list.isEmpty()) {
                problem(list, "an " + role.text() + " is not of projects");
            }
        } else if (list.isMissingNode()) {
            problem(entry, "there are no projects");
        } else if (!list.isArray() || list.isEmpty()) {
            problem(list, "the projects are not a list of at least one project_id");
        } else {
            list.forEach(project -> project(project).ifPresent(projects::add));
        }
        return projects;
    }

    private Optional<String> project(JsonNode project) {
        try {
            FunctionUrn.requireProjectId(project.isTextual() ? project.textValue() : "");
            return Optional.of(project.textValue());
        } catch (MalformedUrnException e) {
            problem(project, "a project_id must be 32 letters or digits, in quotation marks if it has no letter");
            return Optional.empty();
        }
    }

    private void problem(JsonNode value, String text) {
        problems.add(FileProblem.at(value, text));
    }
}
