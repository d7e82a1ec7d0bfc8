package dev.fairway.feature;

import java.util.List;

/** What a model said, in the target's own terms, a prediction per row. The arrays are not copied. */
public sealed interface Predictions {

    int rows();

    /**
     * @param labels the classes, in the order of the probabilities
     * @param classes index into {@code labels} of the most probable class of each row
     * @param probabilities row by row, a probability per class; each row sums to one
     */
    record Classified(List<String> labels, int[] classes, float[] probabilities) implements Predictions {

        public Classified {
            labels = List.copyOf(labels);
        }

        @Override
        public int rows() {
            return classes.length;
        }

        public String label(int row) {
            return labels.get(classes[row]);
        }

        public float probability(int row, int label) {
            return probabilities[row * labels.size() + label];
        }
    }

    /**
     * @param scores how unlike the training rows each row is, at least 0
     * @param threshold above which a row is an anomaly
     */
    record Scored(double[] scores, double threshold) implements Predictions {

        @Override
        public int rows() {
            return scores.length;
        }

        public boolean isAnomaly(int row) {
            return scores[row] > threshold;
        }
    }

    /** @param values the predicted quantity of each row, in the target's units */
    record Estimated(double[] values) implements Predictions {

        @Override
        public int rows() {
            return values.length;
        }
    }
}
