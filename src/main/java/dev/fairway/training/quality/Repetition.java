package dev.fairway.training.quality;

import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.DataCheck;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Rows that are there more than once: as they are, on both sides of the split, or with another class each time. Rows are
 * known by 64 bits of their hash, so that a million of them need eight megabytes.
 */
final class Repetition implements ColumnCheck {

    private final Subject subject;
    private final Findings findings;
    private final RowHashes features;

    Repetition(Subject subject, Findings findings) {
        this.subject = subject;
        this.findings = findings;
        this.features = new RowHashes(subject.rows());
    }

    @Override
    public void look(ColumnValues column) {
        features.add(column.column());
    }

    /** @param hash of all that is learnt from a row */
    void look(int row, long hash) {
        features.add(row, hash);
    }

    @Override
    public void end() {
        if (subject.rows() == 0) {
            return;
        }
        duplicates();
        overlap();
        if (subject.truth() instanceof Truth.Classes classes) {
            conflicts(classes.indices());
        }
    }

    private void duplicates() {
        int rows = subject.rows();
        int repeated = rows - distinct(whole()).length;
        if (repeated > 0) {
            findings.judge(DataCheck.MAX_DUPLICATES, null, (double) repeated / rows,
                    "%,d of %,d %s (%.1f %%) repeat another one; remove them unless each stands for a case of its own"
                            .formatted(repeated, rows, subject.units(), 100.0 * repeated / rows));
        }
    }

    /** Features and target; where there is none, what a row is does not make it another row to learn from. */
    private long[] whole() {
        long[] hashes = features.hashes().clone();
        switch (subject.truth()) {
            case Truth.Classes(_, int[] indices) -> Arrays.setAll(hashes, row -> hashes[row] * 31 + indices[row]);
            case Truth.Quantity(double[] values) ->
                Arrays.setAll(hashes, row -> hashes[row] * 31 + Double.doubleToLongBits(values[row] + 0.0));
            case Truth.Anomalies _ -> {
                // features alone
            }
        }
        return hashes;
    }

    private void overlap() {
        int[] test = subject.partition().test();
        if (test.length == 0) {
            return;
        }
        long[] hashes = features.hashes();
        long[] train = distinct(IntStream.of(subject.partition().train()).mapToLong(row -> hashes[row]).toArray());
        long shared = IntStream.of(test).filter(row -> Arrays.binarySearch(train, hashes[row]) >= 0).count();
        if (shared > 0) {
            findings.judge(DataCheck.MAX_OVERLAP, null, (double) shared / test.length,
                    ("%,d of %,d test %s (%.1f %%) are training %3$s too, so the test looks too good;"
                            + " remove them from one side, or split by group")
                            .formatted(shared, test.length, subject.units(), 100.0 * shared / test.length));
        }
    }

    private void conflicts(int[] classes) {
        long[] known = distinct(features.hashes().clone());
        int[] first = new int[known.length];
        Arrays.fill(first, -1);
        BitSet torn = new BitSet(known.length);
        for (int row = 0; row < classes.length; row++) {
            int at = Arrays.binarySearch(known, features.hashes()[row]);
            if (first[at] < 0) {
                first[at] = classes[row];
            } else if (first[at] != classes[row]) {
                torn.set(at);
            }
        }
        int[] conflicting = IntStream.range(0, classes.length)
                .filter(row -> torn.get(Arrays.binarySearch(known, features.hashes()[row])))
                .toArray();
        if (conflicting.length > 0) {
            findings.judge(DataCheck.MAX_CONFLICTS, subject.spec().target(),
                    (double) conflicting.length / classes.length,
                    "%,d of %,d %s (%.1f %%) are alike in all but their class, such as %s; correct their labels, or add what tells them apart"
                            .formatted(conflicting.length, classes.length, subject.units(),
                                    100.0 * conflicting.length / classes.length,
                                    Names.first(conflicting, subject.names())));
        }
    }

    /** Sorts the hashes. */
    private static long[] distinct(long[] hashes) {
        return Arrays.stream(hashes).sorted().distinct().toArray();
    }
}
