package dev.fairway.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well probabilities of classes fit the truth.
 *
 * <p>The scores by name:
 * <ul>
 * <li>{@code accuracy}: share of rows whose most probable class (the first of equals) is the true one;
 * <li>{@code auroc}: area under the ROC curve by midranks (Hanley and McNeil 1982); of the last class where there are
 * two, else the mean over the classes, each against the rest; left out where the truth holds a single class;
 * <li>{@code auprc}: average precision, {@code Σ (Rₙ − Rₙ₋₁) Pₙ}; of the last class where there are two, else the mean
 * over the classes that occur in the truth; left out where the last of two does not;
 * <li>{@code f1}: 2TP / (2TP + FP + FN); of the last class where there are two, else the mean over the classes that
 * occur in the truth or the predictions; 0 where nothing was there to find and nothing was found;
 * <li>{@code log_loss}: mean of −ln p of the true class, p kept {@value #CLIP} away from 0 and 1;
 * <li>{@code ece}: expected calibration error of the most probable class over {@value Calibration#BINS} bins of equal
 * width (Guo et al. 2017, arXiv:1706.04599).
 * </ul>
 */
public final class ClassificationScores {

    /** What a float can tell from one: the clip of scikit-learn's {@code log_loss} for such probabilities. */
    static final double CLIP = 0x1p-23;

    private final int[] truth;
    private final float[] probabilities;
    private final int classes;
    private final int[] predicted;

    private ClassificationScores(int[] truth, float[] probabilities, int classes) {
        this.truth = truth;
        this.probabilities = probabilities;
        this.classes = classes;
        this.predicted = mostProbable(probabilities, classes);
    }

    /**
     * Scores rows of probabilities.
     *
     * @param truth index of the true class of each row
     * @param probabilities row by row, a probability per class
     * @param classes number of classes, at least two
     * @return the scores by name, in the order above
     * @throws IllegalArgumentException when there is no row, the lengths do not fit, a class is out of range or a
     *     probability is not a number in [0, 1]
     */
    public static Map<String, Double> of(int[] truth, float[] probabilities, int classes) {
        check(truth, probabilities, classes);
        ClassificationScores scores = new ClassificationScores(truth, probabilities, classes);
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put("accuracy", scores.accuracy());
        double auroc = scores.auroc();
        if (!Double.isNaN(auroc)) {
            byName.put("auroc", auroc);
        }
        double auprc = scores.auprc();
        if (!Double.isNaN(auprc)) {
            byName.put("auprc", auprc);
        }
        byName.put("f1", scores.f1());
        byName.put("log_loss", scores.logLoss());
        byName.put("ece", scores.calibrationError());
        return Collections.unmodifiableMap(byName);
    }

    static void check(int[] truth, float[] probabilities, int classes) {
        if (truth.length == 0 || classes < 2 || probabilities.length != (long) truth.length * classes) {
            throw new IllegalArgumentException("%d rows of %d classes do not go with %d probabilities"
                    .formatted(truth.length, classes, probabilities.length));
        }
        for (int label : truth) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("class %d is not one of %d".formatted(label, classes));
            }
        }
        for (float probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("not a probability: " + probability);
            }
        }
    }

    /** Index of the most probable class of each row, the first of equals. */
    static int[] mostProbable(float[] probabilities, int classes) {
        int[] predicted = new int[probabilities.length / classes];
        for (int row = 0; row < predicted.length; row++) {
            for (int c = 1; c < classes; c++) {
                boolean more = probabilities[row * classes + c] > probabilities[row * classes + predicted[row]];
                predicted[row] = more ? c : predicted[row];
            }
        }
        return predicted;
    }

    private float probability(int row, int label) {
        return probabilities[row * classes + label];
    }

    private double accuracy() {
        int right = 0;
        for (int row = 0; row < truth.length; row++) {
            right += predicted[row] == truth[row] ? 1 : 0;
        }
        return (double) right / truth.length;
    }

    private double auroc() {
        if (classes == 2) {
            return auroc(1);
        }
        return meanOfNumbers(this::auroc);
    }

    /** Area of one class against the rest; NaN where one of both is empty. */
    private double auroc(int label) {
        Auroc auroc = new Auroc(truth.length);
        for (int row = 0; row < truth.length; row++) {
            auroc.add(probability(row, label), truth[row] == label);
        }
        return auroc.value();
    }

    private double auprc() {
        return classes == 2 ? auprc(1) : meanOfNumbers(this::auprc);
    }

    /** Average precision of one class; NaN where it is not in the truth. */
    private double auprc(int label) {
        AveragePrecision precision = new AveragePrecision(truth.length);
        for (int row = 0; row < truth.length; row++) {
            precision.add(probability(row, label), truth[row] == label);
        }
        return precision.value();
    }

    private double f1() {
        double f1 = classes == 2 ? f1(1) : meanOfNumbers(this::f1);
        return Double.isNaN(f1) ? 0 : f1;
    }

    /** F1 of one class; NaN where it is neither in the truth nor predicted. */
    private double f1(int label) {
        int hits = 0;
        int marks = 0;
        for (int row = 0; row < truth.length; row++) {
            hits += truth[row] == label && predicted[row] == label ? 1 : 0;
            marks += (truth[row] == label ? 1 : 0) + (predicted[row] == label ? 1 : 0);
        }
        return 2.0 * hits / marks;
    }

    private double meanOfNumbers(IntToDoubleFunction score) {
        return IntStream.range(0, classes)
                .mapToDouble(score)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private double logLoss() {
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            sum -= Math.log(Math.clamp((double) probability(row, truth[row]), CLIP, 1 - CLIP));
        }
        return sum / truth.length;
    }

    private double calibrationError() {
        Calibration calibration = new Calibration();
        for (int row = 0; row < truth.length; row++) {
            calibration.add(probability(row, predicted[row]), predicted[row] == truth[row]);
        }
        return calibration.error();
    }
}
