package dev.functiongraph.async.server.files;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The check for the part of YAML that cannot be misread: one document without duplicate keys, anchors, aliases and
 * tags. Anything else would be ignored, or mean something other than it seems to.
 */
final class YamlCheck {
    private static final int MAX_DEPTH = 50;

    private final List<FileProblem> problems = new ArrayList<>();
    private final Deque<Collection> open = new ArrayDeque<>();
    private boolean ended;
    private boolean inSecondDocument;

    private YamlCheck() {}

    /**
     * @return what would be ignored, or misread
     * @throws InvalidYamlException if it cannot be read to its end, with all problems up to there
     */
    static List<FileProblem> problems(String text) throws InvalidYamlException {
        YamlCheck check = new YamlCheck();
        try {
            for (Event event : new Yaml(YamlReader.OPTIONS).parse(new StringReader(text))) {
                if (event instanceof NodeEvent node) {
                    check.node(node);
                } else if (event instanceof CollectionEndEvent) {
                    check.open.pop();
                }
            }
            return check.problems;
        } catch (MarkedYAMLException e) {
            check.problems.add(YamlSyntax.problem(text, e));
        } catch (ReaderException e) {
            int line = (int) text.substring(0, Math.min(e.getPosition(), text.length()))
                    .lines()
                    .count();
            check.problems.add(new FileProblem(Math.max(1, line), 1, "a control character"));
        } catch (YAMLException e) {
            check.problems.add(new FileProblem(1, 1, "not valid YAML"));
        }
        throw new InvalidYamlException(check.problems);
    }

    private void node(NodeEvent node) throws InvalidYamlException {
        boolean empty = node instanceof ScalarEvent scalar && scalar.getValue().isEmpty() && scalar.isPlain();
        // Nothing stands between two markers, or behind the last one.
        if (open.isEmpty() && ended && !empty && !inSecondDocument) {
            problem(node, "a second document, where only one is read");
            inSecondDocument = true;
        }
        ended = true;
        if (node instanceof AliasEvent || node.getAnchor() != null) {
            problem(node, "anchors (&) and aliases (*) are not supported");
        }
        String tag = node instanceof ScalarEvent scalar
                ? scalar.getTag()
                : node instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            problem(node, "tags (!) are not supported");
        }
        if (!open.isEmpty() && open.element().expectsKey()) {
            key(node);
        }
        if (node instanceof CollectionStartEvent) {
            if (open.size() == MAX_DEPTH) {
                throw new InvalidYamlException(line(node), "nested too deep");
            }
            open.push(new Collection(node instanceof MappingStartEvent));
        }
    }

    private void key(NodeEvent node) {
        if (!(node instanceof ScalarEvent scalar)) {
            problem(node, "a key must be a string");
            return;
        }
        Integer first = open.element().lineByKey.putIfAbsent(scalar.getValue(), line(node));
        if (first != null) {
            problem(node, "a duplicate key, first used in line " + first);
        }
    }

    private void problem(Event event, String problem) {
        problems.add(new FileProblem(line(event), event.getStartMark().getColumn() + 1, problem));
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    /** A sequence or mapping that has not ended yet. */
    private static final class Collection {
        final Map<String, Integer> lineByKey = new HashMap<>();
        private final boolean mapping;
        private boolean key;

        Collection(boolean mapping) {
            this.mapping = mapping;
        }

        /** Asked once for each node: in a mapping, key and value alternate. */
        boolean expectsKey() {
            key = mapping && !key;
            return key;
        }
    }
}
