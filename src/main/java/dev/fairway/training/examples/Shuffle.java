package dev.fairway.training.examples;

import java.util.SplittableRandom;

/** Random orders that depend on nothing but their seed. */
public final class Shuffle {

    private Shuffle() {}

    /** Puts the numbers into a random order, in place (Fisher and Yates). */
    public static int[] of(int[] numbers, SplittableRandom random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = numbers[j];
            numbers[j] = numbers[i];
            numbers[i] = other;
        }
        return numbers;
    }
}
