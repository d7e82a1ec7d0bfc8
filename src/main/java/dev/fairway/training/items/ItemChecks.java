package dev.fairway.training.items;

import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Partition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Looks for what would make a model of images or texts worthless before anything is spent on learning it. */
public final class ItemChecks {

    private final TrainSpec spec;
    private final Labelled labelled;
    private final Partition partition;
    private final List<Check> checks = new ArrayList<>();

    private ItemChecks(TrainSpec spec, Labelled labelled, Partition partition) {
        this.spec = spec;
        this.labelled = labelled;
        this.partition = partition;
    }

    /** @param hashes a hash of each item's content: equal items have equal ones */
    public static QualityReport of(TrainSpec spec, Labelled labelled, Partition partition, long[] hashes) {
        ItemChecks checks = new ItemChecks(spec, labelled, partition);
        checks.rows();
        checks.classes();
        checks.repetition(hashes);
        checks.checks.sort(Comparator.comparing(Check::severity));
        return new QualityReport(checks.checks.stream().noneMatch(c -> c.severity() == Severity.ERROR), checks.checks);
    }

    private void rows() {
        int count = labelled.count();
        int least = spec.checks().minRows();
        add("rows", count < least ? Severity.ERROR : Severity.INFO, null, count, least, count < least
                ? "%d items with a class are too few; give at least %d, or lower checks.min_rows".formatted(count,
                        least)
                : "%d items with a class, of which %d are learnt from".formatted(count, partition.train().length));
        if (labelled.dropped() > 0) {
            add("missing_target", Severity.WARNING, spec.target(), labelled.dropped(), 0,
                    "%d items are left out because they have no class".formatted(labelled.dropped()));
        }
    }

    private void classes() {
        List<String> labels = labelled.truth().labels().words();
        if (labels.size() < 2) {
            add("label_imbalance", Severity.ERROR, spec.target(), labels.size(), 2,
                    "the items have fewer than two classes, so there is nothing to tell apart");
            return;
        }
        long[] learnt = labelled.truth().select(partition.train()).counts();
        for (int label = 0; label < learnt.length; label++) {
            if (learnt[label] == 0) {
                add("label_imbalance", Severity.ERROR, spec.target(), 0, 1,
                        "no training item is '%s', so it cannot be learnt; add some or leave the class out"
                                .formatted(labels.get(label)));
            }
        }
        long rarest = LongStream.of(labelled.truth().counts()).min().orElse(0);
        double share = (double) rarest / labelled.count();
        if (share < spec.checks().minClassShare()) {
            add("label_imbalance", Severity.WARNING, spec.target(), share, spec.checks().minClassShare(),
                    "the rarest class has %d of %d items; more of them, or the loss weighted_cross_entropy or focal, help"
                            .formatted(rarest, labelled.count()));
        }
    }

    private void repetition(long[] hashes) {
        if (labelled.count() == 0) {
            return;
        }
        Set<Long> all = distinct(hashes, IntStream.range(0, hashes.length).toArray());
        repetition("duplicates", hashes.length - all.size(), hashes.length, "of the items repeat another one");
        if (partition.test().length > 0) {
            Set<Long> train = distinct(hashes, partition.train());
            long shared = IntStream.of(partition.test()).filter(item -> train.contains(hashes[item])).count();
            repetition("train_test_overlap", shared, partition.test().length,
                    "of the test items are training items too, so the test looks too good");
        }
    }

    private static Set<Long> distinct(long[] hashes, int[] items) {
        Set<Long> distinct = HashSet.newHashSet(items.length);
        for (int item : items) {
            distinct.add(hashes[item]);
        }
        return distinct;
    }

    private void repetition(String check, long found, int items, String what) {
        double share = (double) found / items;
        double limit = spec.checks().maxDuplicates();
        if (found > 0) {
            add(check, share > limit ? Severity.WARNING : Severity.INFO, null, share, limit,
                    "%d (%.1f %%) %s".formatted(found, 100 * share, what));
        }
    }

    private void add(
            String name,
            Severity severity,
            @Nullable String column,
            double observed,
            double threshold,
            String message) {
        checks.add(new Check(name, severity, column, observed, threshold, message));
    }
}
