package dev.functiongraph.async.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** The names of the tests of all modules: this one is built last, so that the others' compiled tests are there. */
class TestNamesTest {
    private static final List<Path> TESTS = Stream.of(".", "compatibility", "../client", "../server")
            .map(module -> Path.of(module, "target", "test-classes"))
            .filter(Files::isDirectory)
            .toList();

    @Test
    void testsAreNamedInCamelCase() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .haveNameMatching("[a-z][a-zA-Z0-9]*")
                .check(new ClassFileImporter().importPaths(TESTS));
    }
}
