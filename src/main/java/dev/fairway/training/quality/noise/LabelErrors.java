package dev.fairway.training.quality.noise;

import dev.fairway.training.examples.Shuffle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which labels are most likely wrong, by confident learning (Northcutt, Jiang and Chuang 2021, JAIR 70, arXiv:1911.00068):
 * every row is judged by a classifier that learnt from the other folds. It is sure of a class when its probability is at
 * least the mean one of the rows labelled so; a row that it is sure of another class for than its label is a suspect. The
 * share of wrong labels is what lies off the diagonal of the joint of labels and sure classes, calibrated to the number of
 * labels per class.
 *
 * @param suspects numbers of the rows, the surest first
 * @param share of the labels that are estimated to be wrong
 * @param skill how well the classifier tells the classes apart: the mean share of rows of a class that it knows, from 0 for
 *     what guessing gives to 1 for all of them
 */
public record LabelErrors(int[] suspects, double share, double skill) {

    private static final int FOLDS = 4;
    private static final int EPOCHS = 3;

    /**
     * The same rows, labels and seed give the same answer.
     *
     * @param labels index of each row's class
     * @param pulse called now and then; what it throws breaks off
     */
    public static LabelErrors of(Vectors rows, int[] labels, long seed, Runnable pulse) {
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        return new ConfidentJoint(labels, outOfSample(rows, labels, classes, seed, pulse), classes).errors();
    }

    private static float[][] outOfSample(Vectors rows, int[] labels, int classes, long seed, Runnable pulse) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] folds = folds(labels, random);
        float[][] probabilities = new float[labels.length][];
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            int[] train = IntStream.range(0, labels.length).filter(row -> folds[row] != fold).toArray();
            SoftmaxRegression classifier = new SoftmaxRegression(rows.width(), classes, rows.decay());
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                pulse.run();
                classifier.learn(rows.rows(), labels, Shuffle.of(train, random));
            }
            IntStream.range(0, labels.length)
                    .filter(row -> folds[row] == fold)
                    .forEach(row -> probabilities[row] = classifier.probabilities(rows.rows().get(row)));
        }
        return probabilities;
    }

    /** Each class is dealt out by itself. */
    private static int[] folds(int[] labels, SplittableRandom random) {
        int[] order = Shuffle.of(IntStream.range(0, labels.length).toArray(), random);
        int[] dealt = new int[Arrays.stream(labels).max().orElse(0) + 1];
        int[] folds = new int[labels.length];
        for (int row : order) {
            folds[row] = dealt[labels[row]]++ % FOLDS;
        }
        return folds;
    }
}
