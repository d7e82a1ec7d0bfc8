package dev.fairway.training.request;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.training.TrainSpec.DatasetReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small data set that train jobs of tests refer to as {@code d1} or {@code people}. */
public final class People {

    public static final Dataset DATASET = new Dataset("d1", "people", 2, "csv", 1_000,
            List.of(column("age", ColumnType.NUMERIC, 70), column("zip", ColumnType.NUMERIC, 90),
                    column("sex", ColumnType.CATEGORICAL, 2), column("income", ColumnType.CATEGORICAL, 2)),
            "aa".repeat(32), Path.of("people.parquet"), Instant.EPOCH);

    private People() {}

    static @Nullable Dataset find(DatasetReference reference) {
        return "d1".equals(reference.id()) || "people".equals(reference.name()) ? DATASET : null;
    }

    private static ColumnProfile column(String name, ColumnType type, long distinct) {
        return new ColumnProfile(name, type, 0, distinct, null, null, null, null, List.of());
    }
}
