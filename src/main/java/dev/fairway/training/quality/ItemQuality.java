package dev.fairway.training.quality;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Images;
import dev.fairway.dataset.Texts;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.items.Labelled;
import dev.fairway.training.quality.items.ImageItems;
import dev.fairway.training.quality.items.ItemSource;
import dev.fairway.training.quality.items.TextItems;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Looks at a data set of images or texts to learn from. */
record ItemQuality(TrainSpec spec, Dataset dataset, @Nullable Dataset newer, Findings findings) {

    void check(BooleanSupplier stopped) {
        try (Opened opened = open(dataset)) {
            Rows rows = rows(opened);
            IntFunction<String> names = row -> opened.source().name(rows.items()[row]);
            Subject subject = new Subject(spec, opened.units(), rows.truth(), rows.partition(), rows.dropped(), names,
                    stopped);
            RowCount.check(subject, findings);
            ClassBalance.check(subject, findings);
            if (subject.rows() > 0) {
                check(new ItemChecks(subject, opened.source(), rows.items(), findings));
            }
        }
    }

    private void check(ItemChecks checks) {
        if (newer == null) {
            checks.check(null);
            return;
        }
        try (Opened others = open(newer)) {
            checks.check(NewerItems.of(DriftCheck.name(newer), others.source(), others.labels(), spec));
        }
    }

    /** @param labels the class of each item; null where nobody said */
    private record Opened(
            ItemSource source,
            String units,
            IntFunction<@Nullable String> labels,
            IntFunction<@Nullable String> splits) implements AutoCloseable {

        @Override
        public void close() {
            source.close();
        }
    }

    private static Opened open(Dataset dataset) {
        if (dataset.kind() == Dataset.Kind.IMAGES) {
            ImageItems items = ImageItems.of(dataset);
            Images images = items.images();
            return new Opened(items, "images", images::label, images::split);
        }
        Texts texts = Texts.open(dataset);
        return new Opened(TextItems.of(texts), "texts", texts::label, texts::split);
    }

    /** @param items number in the data set of each row */
    private record Rows(Truth truth, Partition partition, int[] items, int dropped) {}

    private Rows rows(Opened opened) {
        int count = opened.source().count();
        if (spec.architecture().isUnsupervised()) {
            // One class for all: of the layout only the split is of interest.
            Labelled all = Labelled.of(count, _ -> "", opened.splits());
            return new Rows(new Truth.Anomalies(new boolean[count], false), all.partition(spec.split(), spec.seed()),
                    all.items(), 0);
        }
        Labelled labelled = Labelled.of(count, opened.labels(), opened.splits());
        return new Rows(labelled.truth(), labelled.partition(spec.split(), spec.seed()), labelled.items(),
                labelled.dropped());
    }
}
