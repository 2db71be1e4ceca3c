package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.run.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The reports of one run. */
public final class Reports {
    private static final String PAGE = "report.html";

    private final Report report;
    private final ReplayFiles replayFiles;
    private final Optional<Path> directory;

    /** @param directory where {@link #write} puts them; empty if nowhere */
    public Reports(Result result, ReportContext context, Optional<Path> directory) {
        this.replayFiles = new ReplayFiles(directory);
        this.report = new ReportBuilder(result, context, replayFiles).build();
        this.directory = directory;
    }

    /** Bytes that a foreign server sent, without characters that could harm a reader. */
    public static String printable(byte[] bytes) {
        return Messages.text(bytes);
    }

    /** For people, as plain text. */
    public void print(PrintWriter out) {
        ConsoleReport.print(report, directory.map(path -> path.resolve(PAGE)), out);
    }

    /** The text of each requirement that was checked, by its id. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        report.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .forEach(entry -> texts.put(entry.id(), EntryText.of(entry)));
        return texts;
    }

    /** Writes {@code report.html}, {@code report.json} and {@code junit.xml}, and what they refer to. */
    public void write() throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        deleteOldReplayFiles(directory.get().resolve(ReplayFiles.DIRECTORY));
        write(PAGE, HtmlReport.of(report));
        write("report.json", JsonReport.of(report));
        write("junit.xml", JunitXml.of(report));
        for (Map.Entry<String, String> script : replayFiles.files().entrySet()) {
            write(script.getKey(), script.getValue());
        }
    }

    /** Deletes the files of an earlier run, to which no report refers any more, and no other files. */
    private static void deleteOldReplayFiles(Path replayFiles) throws IOException {
        if (Files.isDirectory(replayFiles)) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(replayFiles, Reports::isReplayFile)) {
                for (Path script : old) {
                    Files.delete(script);
                }
            }
        }
    }

    private static boolean isReplayFile(Path file) {
        String name = file.getFileName().toString();
        return name.matches(".+-[0-9]+\\.json")
                && Register.current()
                        .find(name.replaceFirst("-[0-9]+\\.json$", ""))
                        .isPresent();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.orElseThrow().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
