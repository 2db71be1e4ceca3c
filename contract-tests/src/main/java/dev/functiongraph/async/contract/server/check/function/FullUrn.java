package dev.functiongraph.async.contract.server.check.function;

import dev.functiongraph.async.contract.run.NotApplicableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The eight fields of a full URN. Immutable. */
record FullUrn(List<String> fields) {
    private static final int FIELDS = 8;
    private static final List<Integer> FIXED = List.of(0, 1, 4);
    private static final int PROJECT = 3;
    private static final int GROUP = 5;
    private static final int NAME = 6;
    private static final int VERSION = 7;

    /** @throws NotApplicableException if it is not full, so its fields are unknown */
    static FullUrn parse(String urn) throws NotApplicableException {
        List<String> fields = Arrays.asList(urn.split(":", -1));
        if (fields.size() != FIELDS) {
            throw new NotApplicableException("the function's URN is not full, with a version: " + urn);
        }
        return new FullUrn(fields);
    }

    String withVersion(String version) {
        return with(VERSION, version);
    }

    String withProject(String project) {
        return with(PROJECT, project);
    }

    String group() {
        return fields.get(GROUP);
    }

    String name() {
        return fields.get(NAME);
    }

    /** Whether the field is the same in all URNs. */
    static boolean isFixed(int field) {
        return FIXED.contains(field);
    }

    /** The short forms that name this function in its project. */
    List<String> shortForms() {
        String project = fields.get(PROJECT);
        String group = fields.get(GROUP);
        String name = fields.get(NAME);
        String version = fields.get(VERSION);
        List<String> forms = new ArrayList<>(List.of(String.join(":", project, group, name, version)));
        if (version.equals("latest")) {
            forms.add(String.join(":", fields.subList(0, VERSION)));
            forms.add(String.join(":", project, group, name));
            forms.add(String.join(":", group, name));
            if (group.equals("default")) {
                forms.add(name);
            }
        }
        return forms;
    }

    /** With the beginning of each field in its place. */
    List<String> abbreviated() {
        Set<String> others = new LinkedHashSet<>();
        for (int i = 0; i < FIELDS; i++) {
            String field = fields.get(i);
            others.add(with(i, field.substring(0, field.length() - 1)));
            others.add(with(i, field.substring(0, 1)));
        }
        others.removeAll(shortForms());
        others.remove(String.join(":", fields));
        return List.copyOf(others);
    }

    /** @param field its place, from 0 */
    String with(int field, String value) {
        List<String> others = new ArrayList<>(fields);
        others.set(field, value);
        return String.join(":", others);
    }
}
