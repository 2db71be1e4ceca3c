package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.RuntimeDefinition.Language;

/**
 * The message of a process that ended without having been asked to.
 *
 * @param asked whether it had ever asked for an event
 */
record ExitMessage(ExitStatus status, boolean asked, Language language, MemoryLimit memory) {
    /** @param output what it wrote last */
    String text(String output) {
        return memory.isExceeded() || isOutOfMemory(output)
                ? memory.message()
                : "its process " + status + tooEarly() + FailureReport.lastLines(output);
    }

    private String tooEarly() {
        if (!asked) {
            return status.isNotStarted() ? "" : " before it asked for an event";
        }
        return status.number() == 0 ? " before it answered" : "";
    }

    private boolean isOutOfMemory(String output) {
        return language == Language.NODEJS && status.isAborted() && output.contains("heap out of memory");
    }
}
