package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.training.TrainSpec;

/** The rows that a job learns from, read and dealt out: all that differs between tables, images and texts. */
public interface Course {

    /**
     * Reads the rows that a job asks for.
     *
     * @throws dev.fairway.contract.Refusal when the spec does not fit the data set
     */
    static Course of(TrainSpec spec, Dataset dataset) {
        return switch (dataset.kind()) {
            case TABLE -> ofTable(spec, dataset);
            case IMAGES -> ImageCourse.of(spec, dataset);
            case TEXTS -> TextCourse.of(spec, dataset);
        };
    }

    private static Course ofTable(TrainSpec spec, Dataset dataset) {
        if (spec.architecture().isUnsupervised()) {
            return AnomalyCourse.of(spec, dataset);
        }
        return spec.preprocessing().text() == null ? TableCourse.of(spec, dataset) : TextColumnCourse.of(spec, dataset);
    }

    /** Whether the rows are fit to be learnt from. */
    QualityReport report();

    /** What is learnt from, in words for the job's log. */
    String subject();

    /** Fits the steps from raw rows to tensors on the training rows, and takes all rows through them. */
    Material prepare();
}
