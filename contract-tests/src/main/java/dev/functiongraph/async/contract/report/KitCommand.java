package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The kit's own command line that checks a server or a client in the same way. */
final class KitCommand {
    private static final String JAR = "functiongraph-async-contract-tests.jar";
    private static final String TRUST = "javax.net.ssl.trustStore";

    private KitCommand() {}

    /** As this kit was started, where it was by its jar: then that is all there is on the class path. */
    private static String java() {
        String path = System.getProperty("java.class.path", "");
        String jar = path.endsWith(".jar") && !path.contains(File.pathSeparator) ? path : JAR;
        String trust = System.getProperty(TRUST);
        return "java " + (trust == null ? "" : words(List.of("-D" + TRUST + "=" + trust)) + " ")
                + (System.getProperty(TRUST + "Password") == null
                        ? ""
                        : "-D" + TRUST + "Password=\"$KIT_TRUST_PASSWORD\" ")
                + "-jar " + words(List.of(jar));
    }

    static String replay(Path file) {
        return java() + " replay " + words(List.of(file.toString()));
    }

    /** As a shell takes them. */
    static String words(List<String> words) {
        Shell shell = new Shell(Map.of());
        return words.stream().map(shell::word).collect(Collectors.joining(" "));
    }

    static String of(ServerSettings settings, Redaction redaction) {
        Shell shell = new Shell(redaction.variables());
        List<String> words = new ArrayList<>(List.of(java(), "server", "--base-url"));
        words.add(shell.word(settings.target().base().toString()));
        Functions functions = settings.functions();
        if (!functions.equals(Functions.DEMO)) {
            words.addAll(List.of("--enabled-function", shell.word(functions.enabled())));
            words.addAll(List.of("--disabled-function", shell.word(functions.disabled())));
            words.addAll(List.of("--absent-function", shell.word(functions.absent())));
        }
        settings.token()
                .ifPresent(token -> words.addAll(
                        List.of("--token", shell.word(redaction.masked(new Headers.Field("X-Auth-Token", token))))));
        settings.key().ifPresent(key -> words.addAll(List.of("--ak", shell.word(key.id()))));
        for (Headers.Field field : settings.headers().fields()) {
            words.addAll(List.of("--header", shell.word(field.name() + ":" + redaction.masked(field))));
        }
        if (settings.cases() != ServerSettings.DEFAULT_CASES) {
            words.addAll(List.of("--cases", Integer.toString(settings.cases())));
        }
        settings.time().ifPresent(time -> words.addAll(List.of("--time", text(time))));
        if (settings.anyJsonEvents()) {
            words.add("--any-json-events");
        }
        words.addAll(timeout(settings.target().timeout(), ServerSettings.DEFAULT_TIMEOUT));
        return String.join(" ", words);
    }

    /** @param allowance of the client's calls */
    static String ofClient(Duration allowance) {
        List<String> words = new ArrayList<>(List.of(java(), "client"));
        words.addAll(timeout(allowance, ClientSettings.DEFAULT_ALLOWANCE));
        return String.join(" ", words);
    }

    private static List<String> timeout(Duration timeout, Duration usual) {
        if (timeout.equals(usual)) {
            return List.of();
        }
        return List.of("--timeout", text(timeout));
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
