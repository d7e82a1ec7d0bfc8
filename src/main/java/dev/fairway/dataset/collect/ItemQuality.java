package dev.fairway.dataset.collect;

import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges images or texts by what was seen while they came in, without knowing what is to be learnt from them. */
final class ItemQuality {

    private static final double MANY_DUPLICATES = 0.01;
    private static final double UNBALANCED = 0.1;
    private static final int FEW_ITEMS = 50;
    private static final int FEW_PER_CLASS = 10;

    private final Shelf shelf;
    private final long count;
    private final List<Check> checks = new ArrayList<>();

    private ItemQuality(Shelf shelf) {
        this.shelf = shelf;
        this.count = shelf.count();
    }

    static QualityReport of(Shelf shelf) {
        ItemQuality quality = new ItemQuality(shelf);
        quality.size();
        quality.classes();
        quality.repetition();
        quality.omissions();
        List<Check> checks = quality.checks.stream().sorted(Comparator.comparing(Check::severity)).toList();
        return new QualityReport(checks.stream().noneMatch(c -> c.severity() == Severity.ERROR), checks);
    }

    private void size() {
        if (count < FEW_ITEMS) {
            add("rows", Severity.WARNING, null, (double) count, FEW_ITEMS,
                    "%d are too few to learn from; collect more".formatted(count));
        }
    }

    private void classes() {
        Map<String, Long> byLabel = new TreeMap<>();
        long unlabelled = 0;
        for (ClassCount c : shelf.classes()) {
            String label = c.label();
            unlabelled += label == null ? c.items() : 0;
            if (label != null) {
                byLabel.merge(label, c.items(), Long::sum);
            }
        }
        if (unlabelled > 0) {
            add("unlabelled", Severity.INFO, "label", (double) unlabelled, 0,
                    "%d have no label and are left out where classes are learnt".formatted(unlabelled));
        }
        if (byLabel.size() < 2) {
            add("constant", Severity.WARNING, "label", byLabel.size(), 2,
                    "there are fewer than two classes; put the items of each into a folder of its own");
            return;
        }
        balance(byLabel);
    }

    private void balance(Map<String, Long> byLabel) {
        long most = byLabel.values().stream().mapToLong(Long::longValue).max().orElse(0);
        byLabel.forEach((label, items) -> {
            if (items < FEW_PER_CLASS) {
                add("class_rows", Severity.WARNING, "label", (double) items, FEW_PER_CLASS,
                        "class '%s' has %d; collect more, or leave the class out".formatted(label, items));
            } else if ((double) items / most < UNBALANCED) {
                add("label_imbalance", Severity.WARNING, "label", (double) items / most, UNBALANCED,
                        "class '%s' has %d where the greatest has %d; collect more, or weigh the classes"
                                .formatted(label, items, most));
            }
        });
    }

    private void repetition() {
        Repetition repetition = shelf.repetition();
        double share = (double) repetition.repeated() / Math.max(1, count);
        add("duplicates", share > MANY_DUPLICATES ? Severity.WARNING : Severity.INFO, null, share, MANY_DUPLICATES,
                repetition.repeated() == 0 ? "none repeats another"
                        : "%d repeat another byte for byte; remove them".formatted(repetition.repeated()));
        if (repetition.shared() > 0) {
            double overlap = (double) repetition.shared() / repetition.tests();
            add("train_test_overlap", overlap > MANY_DUPLICATES ? Severity.WARNING : Severity.INFO, null, overlap,
                    MANY_DUPLICATES,
                    "%d of the test split are in another split too, so a test looks too good; remove them there"
                            .formatted(repetition.shared()));
        }
    }

    private void omissions() {
        if (shelf.damages() > 0) {
            add("damaged", Severity.WARNING, null, (double) shelf.damages(), 0,
                    "%d cannot be decoded and are left out: %s".formatted(shelf.damages(),
                            names(shelf.damaged(), shelf.damages())));
        }
        if (shelf.omissions() > 0) {
            add("left_out", Severity.INFO, null, (double) shelf.omissions(), 0, "%d other files are left out: %s"
                    .formatted(shelf.omissions(), names(shelf.leftOut(), shelf.omissions())));
        }
    }

    static String names(List<String> names, long all) {
        return String.join(", ", names) + (all > names.size() ? ", …" : "");
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
