package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.ReplayFile.Part;
import dev.functiongraph.async.contract.report.ReplayFile.Signed;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Signing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a replay file that one request becomes. */
final class ReplayParts {
    /** What each character stands for that no message on the wire has. */
    private final Map<Character, Part> parts = new HashMap<>();

    ReplayParts(Message sent, Redaction redaction) {
        redaction.variables().forEach((character, variable) -> parts.put(character, new Part("", variable, null)));
        sent.signing().ifPresent(signing -> sign(signing, sent.unresolved(), redaction));
    }

    private void sign(Signing signing, Request sent, Redaction redaction) {
        long offset = signing.offset().toSeconds();
        parts.put(Signing.TIME, new Part("", "", new Signed(offset, "", "", "")));
        boolean right = redaction.isSecretKey(signing.key().secret());
        Signed signature = new Signed(
                offset,
                signing.dateLine(sent),
                signing.canonical(sent),
                right ? "" : signing.key().secret());
        parts.put(Signing.SIGNATURE, new Part("", "", signature));
    }

    List<Part> of(String text) {
        List<Part> all = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            Part part = parts.get(text.charAt(i));
            if (part != null) {
                all.add(Part.of(text.substring(start, i)));
                all.add(part);
                start = i + 1;
            }
        }
        all.add(Part.of(text.substring(start)));
        return all;
    }
}
