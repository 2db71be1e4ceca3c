package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.report.Redaction;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say who sends the requests, and what else each of them has in its header section. */
final class CredentialOptions {
    private static final String TOKEN = "X-Auth-Token";
    private static final List<String> OF_SIGNATURES = List.of("Authorization", "X-Sdk-Date", "X-Sdk-Content-Sha256");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            converter = TokenConverter.class,
            description = "Sent as X-Auth-Token; the server must then require credentials. Reports do not show it.")
    private String token;

    @Option(
            names = "--ak",
            paramLabel = "AK",
            description = "The access key that signs every request, with the secret key in the environment variable "
                    + Redaction.SECRET_KEY + "; the server must then require credentials.")
    private String accessKey;

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            converter = HeaderConverter.class,
            description = "Sent with every request. May be repeated. Reports do not show the value.")
    private List<Headers.Field> headers = List.of();

    /** @throws ParameterException if two of them set the same header, or the secret key is missing */
    void check() {
        Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        others.addAll(headers().names());
        if (token != null && others.contains(TOKEN)) {
            throw refused("--token and --header both set X-Auth-Token.");
        }
        if (token != null && accessKey != null) {
            throw refused("A request has either a --token or a signature by --ak.");
        }
        if (accessKey != null && OF_SIGNATURES.stream().anyMatch(others::contains)) {
            throw refused("--ak and --header both set a header of the signature.");
        }
    }

    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    Headers headers() {
        return new Headers(headers);
    }

    /** The secret key is not on the command line, where every user of the machine could read it. */
    Optional<AccessKey> key() {
        if (accessKey == null) {
            return Optional.empty();
        }
        String secretKey = System.getenv(Redaction.SECRET_KEY);
        if (secretKey == null) {
            throw refused("--ak needs the secret key in the environment variable " + Redaction.SECRET_KEY + ".");
        }
        try {
            return Optional.of(new AccessKey(accessKey, secretKey));
        } catch (IllegalArgumentException e) {
            throw refused("--ak: " + e.getMessage() + ".");
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
