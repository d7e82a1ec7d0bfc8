package dev.fairway.statistics;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The scores of {@link ClassificationScores} and {@link RegressionScores} as functions of how often each row counts: the
 * score of rows that were drawn with replacement is one pass over the rows, without copying or sorting any.
 */
public final class CountedScores {

    private CountedScores() {}

    /**
     * The scores by name; one that the counted rows do not define is NaN.
     *
     * @param truth index of the true class of each row
     * @param probabilities row by row, a probability per class
     * @throws IllegalArgumentException as {@link ClassificationScores#of}
     */
    public static Map<String, ToDoubleFunction<int[]>> ofClasses(int[] truth, float[] probabilities, int classes) {
        ClassificationScores.check(truth, probabilities, classes);
        Classes rows = new Classes(truth, probabilities, classes);
        Map<String, ToDoubleFunction<int[]>> scores = new LinkedHashMap<>();
        scores.put("accuracy", mean(truth.length, row -> rows.predicted(row) == truth[row] ? 1 : 0));
        List<Ranked> ranked = rows.ranked();
        scores.put("auroc", ofClass(ranked.stream().<ToDoubleFunction<int[]>>map(label -> label::area).toList()));
        scores.put("auprc", ofClass(ranked.stream().<ToDoubleFunction<int[]>>map(label -> label::precision).toList()));
        scores.put("f1", rows.f1());
        scores.put("log_loss",
                mean(truth.length, row -> -Math.log(Math.clamp((double) probabilities[row * classes + truth[row]],
                        ClassificationScores.CLIP, 1 - ClassificationScores.CLIP))));
        scores.put("ece", rows::calibrationError);
        return Collections.unmodifiableMap(scores);
    }

    /**
     * The scores by name; one that the counted rows do not define is NaN.
     *
     * @throws IllegalArgumentException as {@link RegressionScores#of}
     */
    public static Map<String, ToDoubleFunction<int[]>> ofQuantity(double[] truth, double[] predicted) {
        RegressionScores.check(truth, predicted);
        ToDoubleFunction<int[]> squares = mean(truth.length, row -> Math.pow(truth[row] - predicted[row], 2));
        ToDoubleFunction<int[]> values = mean(truth.length, row -> truth[row]);
        Map<String, ToDoubleFunction<int[]>> scores = new LinkedHashMap<>();
        scores.put("rmse", counts -> Math.sqrt(squares.applyAsDouble(counts)));
        scores.put("mae", mean(truth.length, row -> Math.abs(truth[row] - predicted[row])));
        scores.put("r2", counts -> {
            double average = values.applyAsDouble(counts);
            double spread = mean(truth.length, row -> Math.pow(truth[row] - average, 2)).applyAsDouble(counts);
            return spread > 0 ? 1 - squares.applyAsDouble(counts) / spread : Double.NaN;
        });
        return Collections.unmodifiableMap(scores);
    }

    /** The mean of a value per row. */
    private static ToDoubleFunction<int[]> mean(int rows, IntToDoubleFunction value) {
        double[] values = IntStream.range(0, rows).mapToDouble(value).toArray();
        return counts -> {
            double sum = 0;
            long all = 0;
            for (int row = 0; row < values.length; row++) {
                sum += counts[row] * values[row];
                all += counts[row];
            }
            return sum / all;
        };
    }

    /** Mean of the scores of the classes that have one; the score of the last class where there are two. */
    private static ToDoubleFunction<int[]> ofClass(List<? extends ToDoubleFunction<int[]>> scores) {
        return scores.size() == 2 ? scores.getLast()
                : counts -> scores.stream()
                        .mapToDouble(score -> score.applyAsDouble(counts))
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN);
    }

    private record Classes(int[] truth, float[] probabilities, int classes, int[] predictions) {

        Classes(int[] truth, float[] probabilities, int classes) {
            this(truth, probabilities, classes, ClassificationScores.mostProbable(probabilities, classes));
        }

        int predicted(int row) {
            return predictions[row];
        }

        /** The rows in the order of each class's probabilities. */
        List<Ranked> ranked() {
            return IntStream.range(0, classes)
                    .mapToObj(label -> Ranked.of(truth.length, row -> probabilities[row * classes + label],
                            row -> truth[row] == label))
                    .toList();
        }

        ToDoubleFunction<int[]> f1() {
            ToDoubleFunction<int[]> f1 = ofClass(
                    IntStream.range(0, classes).<ToDoubleFunction<int[]>>mapToObj(label -> counts -> {
                        long hits = 0;
                        long marks = 0;
                        for (int row = 0; row < truth.length; row++) {
                            boolean is = truth[row] == label;
                            boolean said = predictions[row] == label;
                            hits += is && said ? counts[row] : 0;
                            marks += (is ? counts[row] : 0) + (said ? counts[row] : 0);
                        }
                        return 2.0 * hits / marks;
                    }).toList());
            return counts -> {
                double value = f1.applyAsDouble(counts);
                return Double.isNaN(value) ? 0 : value;
            };
        }

        double calibrationError(int[] counts) {
            double[] gaps = new double[Calibration.BINS];
            long all = 0;
            for (int row = 0; row < truth.length; row++) {
                double confidence = probabilities[row * classes + predictions[row]];
                int bin = Math.min((int) (confidence * gaps.length), gaps.length - 1);
                gaps[bin] += counts[row] * ((predictions[row] == truth[row] ? 1 : 0) - confidence);
                all += counts[row];
            }
            return DoubleStream.of(gaps).map(Math::abs).sum() / all;
        }
    }

    /**
     * Rows in the order of their scores, which stays whatever each of them counts.
     *
     * @param order the rows, the least score first
     * @param ties for each place whether its row scores as much as the one before
     */
    private record Ranked(int[] order, boolean[] ties, boolean[] positive) {

        static Ranked of(int rows, IntToDoubleFunction score, IntPredicate positive) {
            int[] order = IntStream.range(0, rows)
                    .boxed()
                    .sorted(Comparator.comparingDouble(score::applyAsDouble))
                    .mapToInt(Integer::intValue)
                    .toArray();
            boolean[] ties = new boolean[rows];
            boolean[] positives = new boolean[rows];
            for (int place = 0; place < rows; place++) {
                ties[place] = place > 0 && score.applyAsDouble(order[place]) == score.applyAsDouble(order[place - 1]);
                positives[place] = positive.test(order[place]);
            }
            return new Ranked(order, ties, positives);
        }

        /** The chance that a positive row scores above a negative one, equal scores counting half. */
        double area(int[] counts) {
            double pairs = 0;
            long below = 0;
            long positives = 0;
            long tiedPositives = 0;
            long tiedNegatives = 0;
            for (int place = 0; place < order.length; place++) {
                if (!ties[place]) {
                    below += tiedNegatives;
                    positives += tiedPositives;
                    tiedPositives = 0;
                    tiedNegatives = 0;
                }
                int count = counts[order[place]];
                if (positive[place]) {
                    pairs += count * (below + tiedNegatives / 2.0);
                    tiedPositives += count;
                } else {
                    pairs += count * (tiedPositives / 2.0);
                    tiedNegatives += count;
                }
            }
            return pairs / ((double) (positives + tiedPositives) * (below + tiedNegatives));
        }

        /** Average precision; NaN where no positive row counts. */
        double precision(int[] counts) {
            double sum = 0;
            long all = 0;
            long found = 0;
            long tied = 0;
            for (int place = order.length - 1; place >= 0; place--) {
                int count = counts[order[place]];
                all += count;
                tied += positive[place] ? count : 0;
                if (!ties[place]) {
                    found += tied;
                    sum += tied == 0 ? 0 : tied * (found / (double) all);
                    tied = 0;
                }
            }
            return sum / found;
        }
    }
}
