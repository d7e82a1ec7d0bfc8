package dev.fairway.training.request;

import dev.fairway.contract.Page;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.training.TrainSpec.DatasetReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the data sets that train jobs are to learn from. */
@Component
public class ChosenDatasets {

    private final Datasets datasets;

    public ChosenDatasets(Datasets datasets) {
        this.datasets = datasets;
    }

    /** The data set of that id; or the newest of that name, or the one of that version; null when there is none. */
    @Nullable
    public Dataset find(DatasetReference reference) {
        String id = reference.id();
        return id != null ? datasets.find(id).orElse(null) : named(reference);
    }

    private @Nullable Dataset named(DatasetReference reference) {
        Dataset best = null;
        String after = null;
        do {
            Page<Dataset> page = datasets.list(new Page.Request(500, after));
            for (Dataset dataset : page.items()) {
                if (meets(reference, dataset) && (best == null || dataset.version() > best.version())) {
                    best = dataset;
                }
            }
            after = page.next();
        } while (after != null);
        return best;
    }

    private static boolean meets(DatasetReference reference, Dataset dataset) {
        Integer version = reference.version();
        return dataset.name().equals(reference.name()) && (version == null || version == dataset.version());
    }
}
