package dev.fairway.training.queue;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.quality.Inspection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Finds what the name of the model says: an error in the data of {@code leaky} ones. */
final class FakeInspection implements Inspection {

    /** How often it was asked. */
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public QualityReport inspect(TrainSpec spec, Dataset dataset, BooleanSupplier stopped) {
        asked.incrementAndGet();
        return spec.model().value().startsWith("leaky")
                ? new QualityReport(false,
                        List.of(new Check("target_leakage", Severity.ERROR, "zip", 1, 0.99, "tells the target")))
                : new QualityReport(true, List.of());
    }
}
