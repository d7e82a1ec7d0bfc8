package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureScalingTests {

    /** Three of four rows with logits 2 and 0 are right: the likeliest is σ(2 / T) = 3/4, so T = 2 / ln 3. */
    @Test
    void theTemperatureMakesTheConfidenceTheShareThatIsRight() {
        float[] logits = {2, 0, 2, 0, 2, 0, 2, 0};
        assertThat(TemperatureScaling.fit(logits, new int[]{0, 0, 0, 1}, 2)).isCloseTo(2 / Math.log(3), within(1e-9));
    }

    /** Of three classes, half are right at logits (1, 0, 0): eˣ / (eˣ + 2) = 1/2, so T = 1 / ln 2. */
    @Test
    void moreThanTwoClassesToo() {
        float[] logits = {1, 0, 0, 1, 0, 0};
        assertThat(TemperatureScaling.fit(logits, new int[]{0, 2}, 3)).isCloseTo(1 / Math.log(2), within(1e-9));
    }

    @Test
    void whoExaggeratesByAFactorIsDividedByIt() {
        Random random = new Random(1);
        float[] logits = new float[80_000];
        int[] truth = new int[40_000];
        for (int row = 0; row < truth.length; row++) {
            double logit = 2 * random.nextGaussian();
            truth[row] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            logits[2 * row + 1] = (float) (3 * logit);
        }
        assertThat(TemperatureScaling.fit(logits, truth, 2)).isCloseTo(3, within(0.08));
    }

    @Test
    void rowsThatAreAllRightMakeItAsSureAsNumbersCanBe() {
        assertThat(TemperatureScaling.fit(new float[]{1, 0}, new int[]{0}, 2)).isBetween(Math.exp(-5), 0.05);
    }
}
