package dev.fairway.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTests {

    private static final int FIRST = 2;
    /** Chances 0.5, 0.3 and 0.2 of the words 2, 3 and 4; what stands for no word would be likelier. */
    private static final float[] LOGITS = {9, 9, log(0.5), log(0.3), log(0.2)};

    @Test
    void wordsAreDrawnByTheirChances() {
        assertThat(share(new Prompt("", 1, 1, 0, 1, 7), 2)).isCloseTo(0.5, within(0.02));
        assertThat(share(new Prompt("", 1, 1, 0, 1, 7), 4)).isCloseTo(0.2, within(0.02));
    }

    @Test
    void aHighTemperatureMakesThemAlikeAndNoneTakesTheLikeliest() {
        assertThat(share(new Prompt("", 1, 50, 0, 1, 7), 4)).isCloseTo(1 / 3.0, within(0.02));
        assertThat(share(new Prompt("", 1, 0, 0, 1, 7), 2)).isEqualTo(1);
    }

    @Test
    void onlyTheLikeliestAreDrawnAmong() {
        assertThat(share(new Prompt("", 1, 1, 2, 1, 7), 4)).isZero();
        assertThat(share(new Prompt("", 1, 1, 2, 1, 7), 2)).isCloseTo(0.625, within(0.02));
        assertThat(share(new Prompt("", 1, 1, 0, 0.6, 7), 4)).isZero();
        assertThat(share(new Prompt("", 1, 1, 0, 0.4, 7), 2)).isEqualTo(1);
    }

    @Test
    void theChanceOfAWordIsThatOfTheNetwork() {
        assertThat(new Draw(new Prompt("", 1, 0, 0, 1, 7), FIRST).next(LOGITS).probability()).isCloseTo(0.5,
                within(1e-6));
    }

    @Test
    void marksLeanOnTheWordsThatTheyBelongTo() {
        Spacing spacing = new Spacing("He said");
        assertThat(IntStream.range(0, 6)
                .mapToObj(i -> spacing.next(new String[]{"(", "yes", ")", ",", "he", "did"}[i]))
                .toList()).containsExactly(" (", "yes", ")", ",", " he", " did");
        assertThat(new Spacing("").next("it")).isEqualTo("it");
        assertThat(new Spacing("line\n").next("it")).isEqualTo("it");
    }

    private static double share(Prompt prompt, int word) {
        Draw draw = new Draw(prompt, FIRST);
        return IntStream.range(0, 10_000).filter(_ -> draw.next(LOGITS).word() == word).count() / 10_000.0;
    }

    private static float log(double chance) {
        return (float) Math.log(chance);
    }
}
