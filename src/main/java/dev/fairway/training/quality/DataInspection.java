package dev.fairway.training.quality;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.TrainSpec.DatasetReference;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.spec.DataCheck;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Inspects tables, images and texts, each as it must be. */
@Component
class DataInspection implements Inspection {

    private final ChosenDatasets datasets;

    DataInspection(ChosenDatasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public QualityReport inspect(TrainSpec spec, Dataset dataset, BooleanSupplier stopped) {
        Findings findings = new Findings(spec.checks());
        inspect(spec, dataset, newer(spec, findings), findings, stopped);
        return findings.report();
    }

    /** @param newer what the training rows are compared with; null for nothing */
    static void inspect(
            TrainSpec spec,
            Dataset dataset,
            @Nullable Dataset newer,
            Findings findings,
            BooleanSupplier stopped) {
        if (dataset.kind() == Dataset.Kind.TABLE) {
            new TableQuality(spec, dataset, newer, findings).check(stopped);
        } else {
            new ItemQuality(spec, dataset, newer, findings).check(stopped);
        }
    }

    private @Nullable Dataset newer(TrainSpec spec, Findings findings) {
        String id = spec.checks().compareWith();
        Dataset newer = id == null ? null : datasets.find(new DatasetReference(id, null, null));
        if (id != null && newer == null && findings.wants(DataCheck.MAX_DRIFT)) {
            findings.fact(Severity.WARNING, DataCheck.MAX_DRIFT.finding(), null, 0, 0,
                    "the data set to compare with has been deleted; name another in checks.compare_with");
        }
        return newer;
    }
}
