package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Group;
import dev.functiongraph.async.contract.report.Report.NamedFunction;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report in the JUnit format, which CI systems read. */
final class JunitXml {
    /**
     * The element of each outcome; a passed requirement has none. A warning must be visible without failing a build.
     */
    private static final Map<String, String> ELEMENTS = Map.of(
            "failed", "failure",
            "unexpectedly passed", "failure",
            "could not run", "error",
            "warning", "skipped",
            "known failure", "skipped",
            "not applicable", "skipped");

    private static final int LONGEST_MESSAGE = 500;

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitXml(xml).write(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory can be written", e);
        }
        return text + "\n";
    }

    private void write(Report report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites", report.side() + ", contract " + report.contract());
        List<Entry> all = report.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .toList();
        counts(all);
        for (Group group : report.groups()) {
            start("testsuite", report.side() + "." + group.name());
            counts(group.requirements());
            writeProperties(report);
            for (Entry entry : group.requirements()) {
                write(report, group, entry);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void start(String element, String name) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
    }

    private void counts(List<Entry> entries) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(entries.size()));
        for (String element : List.of("failure", "error", "skipped")) {
            long count = entries.stream()
                    .filter(entry -> element.equals(ELEMENTS.get(entry.outcome())))
                    .count();
            xml.writeAttribute(
                    Map.of("failure", "failures", "error", "errors").getOrDefault(element, element),
                    Long.toString(count));
        }
        xml.writeAttribute(
                "time",
                seconds(entries.stream().mapToLong(Entry::durationMillis).sum()));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private void writeProperties(Report report) throws XMLStreamException {
        xml.writeStartElement("properties");
        writeProperty("subject", report.subject());
        writeProperty("seed", report.seed());
        writeProperty("started", report.started());
        writeProperty("command", report.command());
        for (NamedFunction function : report.functions()) {
            writeProperty(function.role() + " function", function.urn());
        }
        xml.writeEndElement();
    }

    private void writeProperty(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", value);
    }

    private void write(Report report, Group group, Entry entry) throws XMLStreamException {
        start("testcase", entry.id());
        xml.writeAttribute("classname", report.side() + "." + group.name());
        xml.writeAttribute("time", seconds(entry.durationMillis()));
        if (ELEMENTS.containsKey(entry.outcome())) {
            String element = ELEMENTS.get(entry.outcome());
            xml.writeStartElement(element);
            xml.writeAttribute("message", message(entry));
            if (!element.equals("skipped")) {
                xml.writeAttribute("type", entry.kind());
            }
            xml.writeCharacters(EntryText.allOf(entry));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String message(Entry entry) {
        String detail = entry.mismatches().stream()
                .findFirst()
                .map(first -> "expected " + first.expected() + ", but " + first.actual())
                .orElse(entry.demand());
        String text = entry.outcome() + ": " + (entry.note().isEmpty() ? detail : entry.note());
        return Printable.excerpt(text.replaceAll("\\s+", " "), LONGEST_MESSAGE);
    }
}
