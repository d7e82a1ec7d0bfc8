package dev.fairway.training.quality.noise;

import java.util.List;

/**
 * Multinomial logistic regression, learnt a row at a time with a rate of its own per weight: AdaGrad (Duchi, Hazan and
 * Singer 2011, JMLR 12). Cheap, with weights that decay, and without a setting to tune.
 */
final class SoftmaxRegression {

    private static final float RATE = 0.05f;
    private static final float TINY = 1e-8f;

    private final int classes;
    /** The weights of one place lie together; the last place is the bias. */
    private final float[] weights;
    private final float[] squares;
    private final int bias;
    private final float decay;

    SoftmaxRegression(int width, int classes, double decay) {
        this.decay = (float) decay;
        this.classes = classes;
        this.bias = width;
        this.weights = new float[(width + 1) * classes];
        this.squares = new float[weights.length];
    }

    /** @param order the rows to learn from, once each and in this order */
    void learn(List<SparseRow> rows, int[] labels, int[] order) {
        for (int row : order) {
            SparseRow x = rows.get(row);
            float[] gradient = probabilities(x);
            gradient[labels[row]] -= 1;
            for (int i = 0; i < x.indices().length; i++) {
                step(x.indices()[i], x.values()[i], gradient);
            }
            step(bias, 1, gradient);
        }
    }

    private void step(int place, float value, float[] gradient) {
        int at = place * classes;
        for (int c = 0; c < classes; c++) {
            float slope = gradient[c] * value + decay * weights[at + c];
            squares[at + c] += slope * slope;
            weights[at + c] -= RATE * slope / ((float) Math.sqrt(squares[at + c]) + TINY);
        }
    }

    /** One per class. */
    float[] probabilities(SparseRow x) {
        float[] scores = new float[classes];
        System.arraycopy(weights, bias * classes, scores, 0, classes);
        for (int i = 0; i < x.indices().length; i++) {
            int at = x.indices()[i] * classes;
            for (int c = 0; c < classes; c++) {
                scores[c] += weights[at + c] * x.values()[i];
            }
        }
        return softmax(scores);
    }

    private static float[] softmax(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        float sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = (float) Math.exp(scores[c] - most);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }
}
