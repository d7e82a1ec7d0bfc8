package dev.fairway.training.queue;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.fairway.contract.Page;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.launch.FakeWorkers;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.People;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Train jobs on a database and a directory that outlive it, with workers that are real processes but learn nothing. */
final class Service implements AutoCloseable {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    final TrainJobs jobs;
    final JobFolders folders;
    final StoredJobs stored;
    final FakeModels models;
    private final JobQueue queue;

    Service(DataSource source, Path directory, FakeModels models) {
        Clock clock = Clock.systemUTC();
        var properties = new TrainingProperties(directory, 1, 3, Duration.ofSeconds(1), Duration.ofMillis(300),
                Duration.ofSeconds(3), Duration.ofMillis(200), DataSize.ofMegabytes(64), DataSize.ofKilobytes(64));
        var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        var datasets = new ChosenDatasets(new OnlyPeople());
        this.models = models;
        this.stored = new StoredJobs(JdbcClient.create(source), transactions, _ -> {}, clock);
        this.folders = new JobFolders(properties);
        var watch = new WorkerWatch(FakeWorkers.launcher(properties), stored, properties, clock);
        var run = new JobRun(stored, folders, datasets, watch, new Publication(models, stored, _ -> {}), properties);
        this.queue = new JobQueue(source, run, stored, properties, clock);
        this.jobs = new QueuedTrainJobs(stored, queue, folders, datasets, transactions, IDS::generate);
        queue.start();
    }

    TrainJob submit(String model, String... more) {
        return jobs.submit(VersionFolder.JSON.readTree("""
                {"model": "%s", "dataset": {"id": "d1"}, "target": "income"%s}""".formatted(model,
                String.join("", more))), null);
    }

    TrainJob get(TrainJob job) {
        return jobs.find(job.id()).orElseThrow();
    }

    @Override
    public void close() {
        queue.stop();
    }

    private static final class OnlyPeople implements Datasets {

        @Override
        public Page<Dataset> list(Page.Request page) {
            return new Page<>(List.of(People.DATASET), null);
        }

        @Override
        public Optional<Dataset> find(String id) {
            return Optional.of(People.DATASET).filter(d -> d.id().equals(id));
        }

        @Override
        public Addition take(String name, ImportSpec spec, InputStream bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QualityReport quality(Dataset dataset) {
            return new QualityReport(true, List.of());
        }

        @Override
        public boolean delete(String id) {
            return false;
        }
    }
}
