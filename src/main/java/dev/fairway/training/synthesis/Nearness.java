package dev.fairway.training.synthesis;

import dev.fairway.feature.RowRecipe;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** How near made rows come to the rows that were learnt from, held against rows that were not learnt from. */
public record Nearness(float[][] learnt, float[][] heldOut, float[][] made) {

    private static final double NEAREST = 0.01;
    private static final double SAME = 1e-6;

    public RowRecipe.Privacy measure() {
        double[] usual = distances(heldOut);
        Arrays.sort(usual);
        double limit = usual[(int) (NEAREST * usual.length)];
        double[] found = distances(made);
        double closer = (double) Arrays.stream(found).filter(distance -> distance < limit).count() / found.length;
        int copies = (int) Arrays.stream(found).filter(distance -> distance < SAME).count();
        return new RowRecipe.Privacy(made.length, closer, NEAREST, copies, note(closer, copies));
    }

    private String note(double closer, int copies) {
        return String.format(Locale.ROOT,
                "Made rows are learnt from real ones and are no protection of privacy by themselves. Of %d made rows %.1f %%"
                        + " are nearer to a training row than the nearest %.0f %% of the held-out rows are, and %d are the"
                        + " same as one.",
                made.length, 100 * closer, 100 * NEAREST, copies);
    }

    /** Of each row to the nearest that was learnt from: numbers by their ranks, and √2 for another category. */
    private double[] distances(float[][] rows) {
        return IntStream.range(0, rows.length).parallel().mapToDouble(row -> nearest(rows[row])).toArray();
    }

    private double nearest(float[] row) {
        double nearest = Double.POSITIVE_INFINITY;
        for (float[] other : learnt) {
            double sum = 0;
            for (int i = 0; i < row.length && sum < nearest; i++) {
                double difference = row[i] - other[i];
                sum += difference * difference;
            }
            nearest = Math.min(nearest, sum);
        }
        return Math.sqrt(nearest);
    }
}
