package dev.functiongraph.async.contract.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The correct server and another one, asked the same: what tells the two apart, which no requirement of the kit has a
 * part in. Chapters of requests that do not depend on each other are asked in an order of their own.
 */
final class Comparison {
    private static final int SHOWN = 4;
    private static final int FEW = 400;
    private static final Optional<String> NO_TOKEN = Optional.empty();

    private final List<Chapter> chapters;

    /** @param answers of the correct server */
    private record Chapter(List<Conversation.Step> steps, List<String> answers) {}

    private Comparison(List<Chapter> chapters) {
        this.chapters = chapters;
    }

    /** For servers without credentials. */
    static Comparison open() throws Exception {
        return of(
                Model::new,
                NO_TOKEN,
                List.of(
                        shuffled(QuerySteps.all(), LifeSteps.population().size()),
                        shuffled(HeaderSteps.all(), 1),
                        LifeSteps.lives(),
                        shuffled(BodySteps.events(), 1),
                        shuffled(PathSteps.all(), 1),
                        shuffled(
                                BodySteps.cancellations(),
                                LifeSteps.population().size()),
                        LifeSteps.pages(),
                        WireSteps.all(),
                        shuffled(UrnSteps.all(), 1),
                        LifeSteps.crowds()));
    }

    /** For servers that demand a token. */
    static Comparison guarded() throws Exception {
        return of(
                FaultyCredentials.Guarded::new,
                Optional.of(FaultyCredentials.Guarded.TOKEN),
                List.of(HeaderSteps.credentials()));
    }

    private static Comparison of(Supplier<Model> correct, Optional<String> token, List<List<Conversation.Step>> all)
            throws Exception {
        List<Chapter> chapters = new ArrayList<>();
        for (List<Conversation.Step> steps : all) {
            try (Mutant.Running server =
                    Mutant.of("none", "nowhere", "", correct).start().start()) {
                chapters.add(new Chapter(steps, answers(server, token, steps)));
            }
        }
        return new Comparison(chapters);
    }

    private static List<String> answers(Mutant.Running server, Optional<String> token, List<Conversation.Step> steps)
            throws Exception {
        List<String> answers = new ArrayList<>();
        try (Conversation conversation = new Conversation(server.uri(), token)) {
            for (Conversation.Step step : steps) {
                answers.add(step.take(conversation));
            }
        }
        return answers;
    }

    /** All but the first, which the others rely on. */
    private static List<Conversation.Step> shuffled(List<Conversation.Step> steps, int first) {
        List<Conversation.Step> shuffled = new ArrayList<>(steps);
        Collections.shuffle(shuffled.subList(first, shuffled.size()), new Random(1));
        return shuffled;
    }

    int size() {
        return chapters.stream().mapToInt(chapter -> chapter.steps().size()).sum();
    }

    /** The first answer of the mutant that differs from the correct server's in what the contract fixes. */
    Optional<String> difference(Mutant mutant) throws IOException, InterruptedException {
        // Most differ soon, in one of the chapters.
        Optional<String> early = difference(mutant, FEW);
        return early.isPresent() ? early : difference(mutant, Integer.MAX_VALUE);
    }

    /** @param most so many requests of each chapter */
    private Optional<String> difference(Mutant mutant, int most) throws IOException, InterruptedException {
        for (Chapter chapter : chapters) {
            try (Mutant.Running server = mutant.start().start();
                    Conversation conversation = new Conversation(server.uri(), mutant.token())) {
                for (int i = 0; i < Math.min(most, chapter.steps().size()); i++) {
                    String expected = chapter.answers().get(i);
                    String answer = chapter.steps().get(i).take(conversation);
                    if (!answer.equals(expected)) {
                        return Optional.of(beginning(expected) + " / " + beginning(answer));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The first lines of an answer, as one. */
    private static String beginning(String answer) {
        return answer.lines().limit(SHOWN).collect(Collectors.joining(" ")).replaceAll(" +", " ");
    }
}
