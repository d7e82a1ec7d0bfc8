package dev.fairway.training.quality.noise;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Counts labels against the classes that a classifier is sure of. */
final class ConfidentJoint {

    private final int[] labels;
    private final float[][] probabilities;
    private final int classes;
    private final double[] sure;

    /** @param probabilities per row and class, of a classifier that has not seen the row */
    ConfidentJoint(int[] labels, float[][] probabilities, int classes) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.classes = classes;
        this.sure = selfConfidence();
    }

    /** The mean probability of each class among the rows labelled so; unreachable for one that nobody is labelled. */
    private double[] selfConfidence() {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            sums[labels[row]] += probabilities[row][labels[row]];
            counts[labels[row]]++;
        }
        return IntStream.range(0, classes)
                .mapToDouble(c -> counts[c] == 0 ? Double.POSITIVE_INFINITY : sums[c] / counts[c])
                .toArray();
    }

    LabelErrors errors() {
        int[][] joint = new int[classes][classes];
        IntStream.Builder suspects = IntStream.builder();
        for (int row = 0; row < labels.length; row++) {
            int said = said(row);
            if (said >= 0) {
                joint[labels[row]][said]++;
            }
            if (said >= 0 && said != labels[row]) {
                suspects.add(row);
            }
        }
        int[] surest = suspects.build()
                .boxed()
                .sorted(Comparator.comparingDouble(this::margin))
                .mapToInt(Integer::intValue)
                .toArray();
        return new LabelErrors(surest, share(joint), skill());
    }

    /** The likeliest of the classes that the classifier is sure of; -1 where it is sure of none. */
    private int said(int row) {
        int said = -1;
        for (int c = 0; c < classes; c++) {
            float p = probabilities[row][c];
            if (p >= sure[c] && (said < 0 || p > probabilities[row][said])) {
                said = c;
            }
        }
        return said;
    }

    /** How much likelier the label is than the class that is said instead; below 0 for the worst. */
    private double margin(int row) {
        return probabilities[row][labels[row]] - probabilities[row][said(row)];
    }

    private double skill() {
        double[] known = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]]++;
            known[labels[row]] += likeliest(probabilities[row]) == labels[row] ? 1 : 0;
        }
        double mean = IntStream.range(0, classes)
                .filter(c -> counts[c] > 0)
                .mapToDouble(c -> known[c] / counts[c])
                .average()
                .orElse(0);
        double guessed = 1.0 / classes;
        return Math.max(0, (mean - guessed) / (1 - guessed));
    }

    private static int likeliest(float[] probabilities) {
        int likeliest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            likeliest = probabilities[c] > probabilities[likeliest] ? c : likeliest;
        }
        return likeliest;
    }

    private double share(int[][] joint) {
        double wrong = 0;
        for (int label = 0; label < classes; label++) {
            int wanted = label;
            long labelled = IntStream.of(labels).filter(l -> l == wanted).count();
            int counted = IntStream.of(joint[label]).sum();
            wrong += counted == 0 ? 0 : (double) labelled * (counted - joint[label][label]) / counted;
        }
        return labels.length == 0 ? 0 : wrong / labels.length;
    }
}
