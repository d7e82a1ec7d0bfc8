package dev.fairway.dataset;

import dev.fairway.feature.Column;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.statistics.DriftRule;
import dev.fairway.statistics.DriftVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns whose values are others in some rows than in those that are the reference. A column drifted when its population
 * stability index is both beyond a floor and beyond what chance gives in any of the columns ({@link DriftRule}); missing
 * values count as a value. Of a column only its counts are kept.
 */
public final class ColumnDrift {

    /** Chance that rows of one distribution are found to differ at all. */
    private static final double LEVEL = 0.01;
    private static final int FEWEST_ROWS = 100;

    private final List<String> names = new ArrayList<>();
    private final List<DriftRule.Sample> samples = new ArrayList<>();

    /**
     * How far a column has moved.
     *
     * @param drifted whether that is drift
     * @param score population stability index; 0 where either side has no rows
     * @param threshold the least one that would be drift
     * @param rows rows that are not the reference
     * @param referenceRows rows that are
     */
    public record Move(String column, boolean drifted, double score, double threshold, long rows, long referenceRows) {}

    /**
     * @param reference the rows to compare with
     * @param other the other rows, of the same kind
     */
    public void add(String name, Column reference, Column other) {
        Reference bins = Reference.of(name, reference);
        samples.add(new DriftRule.Sample(bins.counted(other), bins.counted()));
        names.add(name);
    }

    /** The columns in the order in which they were added. */
    public List<Move> moves(double floor) {
        if (samples.isEmpty()) {
            return List.of();
        }
        List<DriftVerdict> verdicts = new DriftRule(LEVEL, floor, FEWEST_ROWS).judge(samples);
        return IntStream.range(0, names.size()).mapToObj(i -> move(names.get(i), verdicts.get(i))).toList();
    }

    private static Move move(String column, DriftVerdict verdict) {
        return new Move(column, verdict.drifted(), Double.isNaN(verdict.score()) ? 0 : verdict.score(),
                verdict.threshold(), verdict.rows(), verdict.referenceRows());
    }
}
