package dev.fairway.statistics;

import dev.fairway.statistics.DriftVerdict.Outcome;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When a sample counts as drifted: when it is both unlikely by chance and far enough from its reference to matter.
 *
 * <p>Either alone misleads. A fixed limit on a distance is exceeded by chance in small samples; a p-value rejects any
 * difference, however slight, in great ones. The p-values are corrected over the whole family by {@link Holm}, so the
 * level is the chance that a family of unchanged features gives any alarm at all.
 *
 * @param level chance of a false alarm per family, above 0 and below 1: the time between two families over the time
 *     that should pass, on average, between two false alarms
 * @param floor least population stability index that matters
 * @param minimumRows rows that a sample needs to be judged
 */
public record DriftRule(double level, double floor, long minimumRows) {

    public DriftRule {
        if (!(level > 0 && level < 1) || !(floor >= 0) || minimumRows < 1) {
            throw new IllegalArgumentException(
                    "level %s, floor %s, at least %d rows".formatted(level, floor, minimumRows));
        }
    }

    /**
     * Two samples that were counted in the same bins.
     *
     * @param counts rows of the sample in each bin
     * @param reference rows of the reference in each bin
     */
    public record Sample(long[] counts, long[] reference) {}

    /** Judges the samples of one family, such as all features of a window; the verdicts come in the same order. */
    public List<DriftVerdict> judge(List<Sample> family) {
        List<PopulationStability> indices = family.stream()
                .map(sample -> PopulationStability.between(sample.counts(), sample.reference()))
                .toList();
        double[] adjusted = adjusted(indices);
        double common = commonLevel(indices, adjusted);
        return IntStream.range(0, indices.size()).mapToObj(i -> verdict(indices.get(i), adjusted[i], common)).toList();
    }

    /** Corrects over the samples that can be judged; the others count as unchanged and cost the rest no certainty. */
    private double[] adjusted(List<PopulationStability> indices) {
        int[] judged = judged(indices);
        double[] corrected = Holm.adjusted(IntStream.of(judged).mapToDouble(i -> indices.get(i).pValue()).toArray());
        double[] adjusted = indices.stream().mapToDouble(_ -> 1).toArray();
        for (int j = 0; j < judged.length; j++) {
            adjusted[judged[j]] = corrected[j];
        }
        return adjusted;
    }

    /**
     * The level that tells rejected from kept hypotheses without correction, so that a threshold can be told: with R of
     * k rejected, Holm rejected just those with p ≤ level / (k − R), or level where that is all.
     */
    private double commonLevel(List<PopulationStability> indices, double[] adjusted) {
        int[] judged = judged(indices);
        long kept = IntStream.of(judged).filter(i -> adjusted[i] > level).count();
        return level / Math.max(1, kept);
    }

    private int[] judged(List<PopulationStability> indices) {
        return IntStream.range(0, indices.size()).filter(i -> suffices(indices.get(i))).toArray();
    }

    private boolean suffices(PopulationStability index) {
        return index.rows() >= minimumRows && index.referenceRows() > 0;
    }

    private DriftVerdict verdict(PopulationStability index, double adjusted, double common) {
        boolean empty = index.rows() == 0 || index.referenceRows() == 0;
        return new DriftVerdict(outcome(index, adjusted), empty ? Double.NaN : index.value(),
                Math.max(floor, index.limit(common)), adjusted, index.rows(), index.referenceRows(),
                index.contributions());
    }

    private Outcome outcome(PopulationStability index, double adjusted) {
        if (!suffices(index)) {
            return Outcome.INSUFFICIENT_DATA;
        }
        return adjusted <= level && index.value() >= floor ? Outcome.DRIFT : Outcome.OK;
    }
}
