package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.Failure;
import dev.fairway.training.Failure.Code;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.quality.Inspection;
import dev.fairway.training.quality.InspectionStopped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Inspects the data of a job once, before its first worker is started: data that are not fit to be learnt from cost a
 * moment of this service, not a worker. The trials of a search that learn from the same rows share one report.
 */
@Component
class Inspections {

    private final StoredJobs jobs;
    private final Inspection inspection;

    Inspections(StoredJobs jobs, Inspection inspection) {
        this.jobs = jobs;
        this.inspection = inspection;
    }

    /** How an inspection ended. */
    sealed interface Outcome {}

    /** The job may go on. */
    record Passed() implements Outcome {}

    record Failed(Failure failure) implements Outcome {}

    /** It was broken off, because the job or the service is to stop. */
    record Stopped() implements Outcome {}

    /** Inspects the data, unless a report of them is there. */
    Outcome of(TrainJob job, Dataset dataset, CountDownLatch stopping) {
        Optional<QualityReport> known = jobs.dataReport(job.id());
        if (known.isPresent()) {
            return judged(known.get());
        }
        jobs.entered(job.id(), JobState.VALIDATING,
                "%d rows, %d columns".formatted(dataset.rows(), dataset.columns().size()));
        try {
            QualityReport report = shared(job)
                    .orElseGet(() -> inspection.inspect(job.spec(), dataset, () -> isToStop(job, stopping)));
            jobs.reported(job.id(), report);
            share(job, report);
            return judged(report);
        } catch (InspectionStopped e) {
            return new Stopped();
        } catch (Refusal e) {
            return new Failed(new Failure(Code.SCHEMA_MISMATCH, JobState.VALIDATING, String.valueOf(e.getMessage()),
                    "Bring the request and the columns of the data set together.",
                    e.errors().isEmpty() ? null : e.errors().getFirst().field()));
        }
    }

    private boolean isToStop(TrainJob job, CountDownLatch stopping) {
        return stopping.getCount() == 0 || jobs.cancelRequested(job.id()) || jobs.pauseRequested(job.id());
    }

    /** The report of a trial's search, where the trial learns from the same rows. */
    private Optional<QualityReport> shared(TrainJob job) {
        return search(job).flatMap(search -> jobs.dataReport(search.id()));
    }

    private void share(TrainJob job, QualityReport report) {
        search(job).filter(search -> jobs.dataReport(search.id()).isEmpty())
                .ifPresent(search -> jobs.reported(search.id(), report));
    }

    private Optional<TrainJob> search(TrainJob job) {
        String parent = job.parent();
        return parent == null ? Optional.empty()
                : jobs.find(parent).filter(search -> rows(search.spec()).equals(rows(job.spec())));
    }

    /** All that a report is made of. */
    private static List<Object> rows(TrainSpec spec) {
        return List.of(spec.dataset(), spec.target(), spec.task(), spec.features(), spec.fairness(), spec.checks(),
                spec.split(), spec.seed(), spec.gate(), spec.architecture().isUnsupervised(),
                Optional.ofNullable(spec.preprocessing().text()).map(text -> String.valueOf(text.column())));
    }

    private static Outcome judged(QualityReport report) {
        return report.checks()
                .stream()
                .filter(check -> check.severity() == Severity.ERROR)
                .findFirst()
                .<Outcome>map(check -> new Failed(failure(check)))
                .orElseGet(Passed::new);
    }

    private static Failure failure(Check check) {
        @Nullable
        String column = check.column();
        return new Failure(Code.DATA_CHECK_FAILED, JobState.VALIDATING,
                column == null ? check.message() : "column '%s': %s".formatted(column, check.message()),
                "Read the data report; correct the data set, exclude the column or change 'checks'.", column);
    }
}
