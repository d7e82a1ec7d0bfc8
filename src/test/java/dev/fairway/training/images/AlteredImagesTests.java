package dev.fairway.training.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.training.prepare.Input;
import dev.fairway.training.spec.Augmentation;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlteredImagesTests {

    private static final Input.Scaling HALF = new Input.Scaling(List.of(0.5), List.of(1.0));

    @Test
    void aFlipMirrorsEachRow() {
        assertThat(altered(new Augmentation.Flip(1), 1, 2, 3, 4)).containsExactly(2, 1, 4, 3);
    }

    @Test
    void aFlipThatNeverComesLeavesTheImage() {
        assertThat(altered(new Augmentation.Flip(0), 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aQuarterTurnBringsTheFirstRowToTheSide() {
        byte[] samples = {1, 2, 3, 4};
        new Canvas(image(samples), 0).turn(Math.PI / 2);
        assertThat(samples).containsExactly(3, 1, 4, 2);
    }

    @Test
    void aShiftBringsInBlackFromOutside() {
        byte[] samples = {1, 2, 3, 4};
        new Canvas(image(samples), 0).shift(1, -1);
        assertThat(samples).containsExactly(0, 3, 0, 0);
    }

    @Test
    void aShiftBeyondTheImageLeavesNothing() {
        byte[] samples = {1, 2, 3, 4};
        new Canvas(image(samples), 0).shift(5, 0);
        assertThat(samples).containsOnly(0);
    }

    @Test
    void aBlankedSquareHasTheMeanOfAllImages() {
        byte[] samples = {1, 2, 3, 4};
        new Canvas(image(samples), 0).blank(0, 0, 1);
        assertThat(samples).containsExactly(Math.round(0.5f * 255), 2, 3, 4);
    }

    @Test
    void twiceTheLightIsNeverMoreThanWhite() {
        byte[] samples = {10, (byte) 200, 0, 60};
        new Canvas(image(samples), 0).tint(2, 1, 1);
        assertThat(samples).containsExactly(20, 255, 0, 120);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameDrawsGiveTheSameImage(Augmentation alteration) {
        byte[] samples = new byte[64];
        new SplittableRandom(1).nextBytes(samples);
        assertThat(bytes(alteration, samples.clone(), 3)).isEqualTo(bytes(alteration, samples.clone(), 3));
    }

    static List<Augmentation> all() {
        return List.of(new Augmentation.Flip(0.5), new Augmentation.Crop(2), new Augmentation.Rotate(30),
                new Augmentation.Colour(0.5, 0.5, 0.5), new Augmentation.Cutout(3));
    }

    @Test
    void imagesOfABatchAreAlteredEachInItsOwnWay() {
        byte[] same = new byte[64];
        new SplittableRandom(1).nextBytes(same);
        byte[] many = new byte[640];
        for (int i = 0; i < 10; i++) {
            System.arraycopy(same, 0, many, i * 64, 64);
        }
        new AlteredImages(List.of(new Augmentation.Crop(3)))
                .apply(new Input.Bytes("image", List.of(1, 8, 8), many, HALF), new SplittableRandom(5));
        assertThat(many).isNotEqualTo(repeated(java.util.Arrays.copyOf(many, 64)));
    }

    private static byte[] repeated(byte[] image) {
        byte[] many = new byte[640];
        for (int i = 0; i < 10; i++) {
            System.arraycopy(image, 0, many, i * 64, 64);
        }
        return many;
    }

    private static byte[] altered(Augmentation alteration, int... samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        new AlteredImages(List.of(alteration)).apply(image(bytes), new SplittableRandom(1));
        return bytes;
    }

    private static byte[] bytes(Augmentation alteration, byte[] samples, long seed) {
        new AlteredImages(List.of(alteration)).apply(new Input.Bytes("image", List.of(1, 8, 8), samples, HALF),
                new SplittableRandom(seed));
        return samples;
    }

    private static Input.Bytes image(byte[] samples) {
        return new Input.Bytes("image", List.of(1, 2, 2), samples, HALF);
    }
}
