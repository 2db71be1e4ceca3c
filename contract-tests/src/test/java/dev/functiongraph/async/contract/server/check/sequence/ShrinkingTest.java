package dev.functiongraph.async.contract.server.check.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.server.check.sequence.Step.Action;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The shortening of sequences that fail. */
class ShrinkingTest {

    @Test
    void whatIsLeftAreTheStepsWithoutWhichItWouldNotFail() throws Exception {
        List<Step> steps = Step.sequence(new Random(7), 30);
        assertThat(steps).extracting(Step::action).contains(Action.CANCEL, Action.NEXT_PAGE);
        List<Step> shortest = Shrinking.of(
                steps,
                fewer -> actions(fewer).indexOf(Action.CANCEL) >= 0
                        && actions(fewer).lastIndexOf(Action.NEXT_PAGE)
                                > actions(fewer).indexOf(Action.CANCEL));
        assertThat(shortest).extracting(Step::action).containsExactly(Action.CANCEL, Action.NEXT_PAGE);
    }

    @Test
    void asFewEventsAreLeftAsItTakes() throws Exception {
        List<Step> steps = List.of(new Step(Action.INVOKE, 20, ""), new Step(Action.LOOK, 3, ""));
        List<Step> shortest = Shrinking.of(
                steps,
                fewer -> fewer.get(0).action() == Action.INVOKE && fewer.get(0).number() >= 4);
        assertThat(shortest).containsExactly(new Step(Action.INVOKE, 5, ""));
    }

    @Test
    void whatFailsOnlyOnceStaysAsItIs() throws Exception {
        List<Step> steps = Step.sequence(new Random(7), 14);
        assertThat(Shrinking.of(steps, fewer -> false)).isEqualTo(steps);
    }

    private static List<Action> actions(List<Step> steps) {
        return steps.stream().map(Step::action).toList();
    }
}
