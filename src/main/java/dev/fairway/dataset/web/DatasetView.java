package dev.fairway.dataset.web;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.QualityReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data set as callers see it: everything but where its rows lie. */
record DatasetView(
        String id,
        String name,
        int version,
        String format,
        Dataset.Kind kind,
        long rows,
        List<ColumnProfile> columns,
        String sha256,
        QualityReport quality,
        Instant createdAt,
        @Nullable ItemProfile items) {

    static DatasetView of(Dataset dataset, QualityReport quality) {
        return new DatasetView(dataset.id(), dataset.name(), dataset.version(), dataset.format(), dataset.kind(),
                dataset.rows(), dataset.columns(), dataset.sha256(), quality, dataset.createdAt(), dataset.items());
    }
}
