package dev.fairway.training.quality;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.training.TrainSpec;
import java.util.function.BooleanSupplier;

/** Looks at the data that a job is to learn from, before anything is spent on the job. */
public interface Inspection {

    /**
     * Checks the data as the spec asks for. A table is read a few columns at a time, and what grows faster than the number
     * of rows is done on a sample of them, so a million rows take seconds.
     *
     * @param stopped asked now and then; once it is true the inspection breaks off
     * @throws dev.fairway.contract.Refusal when the spec does not fit the data set
     * @throws InspectionStopped when it was broken off
     */
    QualityReport inspect(TrainSpec spec, Dataset dataset, BooleanSupplier stopped);
}
