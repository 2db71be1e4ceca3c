package dev.functiongraph.async.server.runtime.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The command line and the environment of an instance: nothing of the server's own but a path, a language, a zone. */
final class ChildCommand {
    /** Before the names of the function's own variables, for start.sh. */
    private static final String HIDDEN = "FUNCTION_";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MIB = 20;
    /** Shares of a processor in thousandths, as they grow with the memory. */
    private static final long MILLIS_OF_CPU = 100;

    private static final long MEMORY_OF_CPU = 128;
    /** The rest of Node.js's memory is outside of its heap. */
    private static final long PERCENT_OF_HEAP = 75;
    /** The program itself, with what it shares; beyond, allocations fail even before the memory is looked at. */
    private static final long ALLOWANCE_KIB = 128 << 10;

    private final FunctionDefinition function;
    private final Child child;
    private final WorkDirectory work;

    ChildCommand(FunctionDefinition function, Child child, WorkDirectory work) {
        this.function = function;
        this.child = child;
        this.work = work;
    }

    /**
     * @param user as whom it runs; empty: the server's
     * @param group that it joins
     */
    List<String> words(Optional<String> user, Optional<ControlGroup> group) {
        List<String> words = new ArrayList<>();
        if (Programs.find("setsid", Path.of("/")).isPresent()) {
            words.add("setsid");
        }
        words.addAll(List.of(
                "sh",
                work.script("guard.sh").toString(),
                dataLimit(),
                group.map(ControlGroup::processes).map(Path::toString).orElse("-"),
                user.orElse("-"),
                "sh",
                work.script("start.sh").toString()));
        words.addAll(new TreeSet<>(child.environment().keySet()));
        words.add("--");
        words.addAll(program());
        return words;
    }

    /** V8 reserves much more than it uses: its heap has a limit of its own. */
    private String dataLimit() {
        return child.language() == Language.NODEJS
                ? "unlimited"
                : Long.toString((child.memory() >> 10) + ALLOWANCE_KIB);
    }

    private List<String> program() {
        List<String> words = new ArrayList<>(child.command());
        if (words.isEmpty()) {
            words.add(child.language().interpreter().orElse("./" + Bootstrap.NAME));
        }
        if (child.language() == Language.CUSTOM) {
            return words;
        }
        if (child.language() == Language.NODEJS) {
            words.add("--max-old-space-size=" + ((child.memory() * PERCENT_OF_HEAP / 100) >> MIB));
        }
        words.add(work.script(child.language() == Language.NODEJS ? "runtime.js" : "runtime.py")
                .toString());
        words.add(child.handler().orElseThrow());
        child.initializer().ifPresent(words::add);
        return words;
    }

    Map<String, String> environment(String instance, String address, Path code, Path temporary) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", Programs.path());
        variables.put("HOME", temporary.toString());
        variables.put("TMPDIR", temporary.toString());
        variables.put("LANG", Optional.ofNullable(System.getenv("LANG")).orElse("C.UTF-8"));
        Optional.ofNullable(System.getenv("TZ")).ifPresent(zone -> variables.put("TZ", zone));
        if (child.language() == Language.PYTHON) {
            // The code's directory is only read: what is written there looks like a change of the code.
            variables.put("PYTHONDONTWRITEBYTECODE", "1");
            variables.put("PYTHONUTF8", "1");
        }
        child.environment().forEach((name, value) -> variables.put(HIDDEN + name, value));
        FunctionUrn urn = function.urn();
        long memory = child.memory() >> MIB;
        variables.put("RUNTIME_PROJECT_ID", urn.projectId());
        variables.put("RUNTIME_FUNC_NAME", urn.functionName());
        variables.put("RUNTIME_FUNC_VERSION", urn.version());
        variables.put("RUNTIME_PACKAGE", urn.packageName());
        variables.put("RUNTIME_HANDLER", child.handler().orElse(""));
        variables.put(
                "RUNTIME_TIMEOUT", Long.toString(Math.max(1, function.timeout().toSeconds())));
        variables.put("RUNTIME_USERDATA", userData());
        variables.put("RUNTIME_CPU", Long.toString(Math.max(MILLIS_OF_CPU, memory * MILLIS_OF_CPU / MEMORY_OF_CPU)));
        variables.put("RUNTIME_MEMORY", Long.toString(memory));
        variables.put("RUNTIME_CODE_ROOT", code.toString());
        variables.put("RUNTIME_API_ADDR", address);
        variables.put(Orphans.VARIABLE, instance);
        return variables;
    }

    private String userData() {
        try {
            return JSON.writeValueAsString(child.userData());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
