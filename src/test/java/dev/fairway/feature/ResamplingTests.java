package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected samples are computed by hand from Pillow's filter: triangle weights over the scaled support, normalised. */
class ResamplingTests {

    @Test
    void halvingWeighsThreeNeighboursAtTheEdges() {
        // Centre 1 of a support of 2: weights ¾ ¾ ¼ of 0 40 80, by 1¾.
        assertThat(samples(Resampling.resize(grey(4, 1, 0, 40, 80, 120), 2, 1))).containsExactly(29, 91);
    }

    @Test
    void halvingWeighsFourNeighboursInTheMiddle() {
        // Centre 3 of a support of 2: weights ¼ ¾ ¾ ¼ of 10 20 40 80, by 2: 2.5 + 15 + 30 + 20 = 67.5, halved 33.75.
        assertThat(samples(Resampling.resize(grey(6, 1, 0, 10, 20, 40, 80, 160), 3, 1))[1]).isEqualTo(34);
    }

    @Test
    void doublingInterpolatesBetweenNeighbours() {
        assertThat(samples(Resampling.resize(grey(2, 1, 0, 100), 4, 1))).containsExactly(0, 25, 75, 100);
    }

    @Test
    void columnsAreTreatedAsRowsAre() {
        assertThat(samples(Resampling.resize(grey(1, 4, 0, 40, 80, 120), 1, 2))).containsExactly(29, 91);
    }

    @Test
    void eachChannelIsResizedByItself() {
        Pixels image = new Pixels(2, 1, 3, new byte[]{0, 50, (byte) 200, 100, 50, (byte) 200});
        assertThat(samples(Resampling.resize(image, 1, 1))).containsExactly(50, 50, 200);
    }

    @Test
    void anImageOfTheRightSizeIsLeftAlone() {
        Pixels image = grey(2, 1, 3, 4);
        assertThat(Resampling.resize(image, 2, 1)).isSameAs(image);
    }

    @Test
    void whiteStaysWhite() {
        int[] white = new int[35];
        Arrays.fill(white, 255);
        assertThat(samples(Resampling.resize(grey(7, 5, white), 3, 4))).containsOnly(255);
    }

    private static Pixels grey(int width, int height, int... samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return new Pixels(width, height, 1, bytes);
    }

    private static int[] samples(Pixels image) {
        int[] samples = new int[image.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Byte.toUnsignedInt(image.samples()[i]);
        }
        return samples;
    }
}
