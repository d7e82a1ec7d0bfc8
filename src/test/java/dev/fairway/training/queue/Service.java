package dev.fairway.training.queue;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.fairway.contract.Page;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.QualityReport;
import dev.fairway.device.DeviceProperties;
import dev.fairway.device.Devices;
import dev.fairway.device.Placement;
import dev.fairway.registry.VersionFolder;
import dev.fairway.testing.SimulatedHost;
import dev.fairway.training.Launcher;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.launch.FakeWorkers;
import dev.fairway.training.launch.Imitations;
import dev.fairway.training.launch.LastingWorkers;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.ChosenVersions;
import dev.fairway.training.request.People;
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
    final Slots slots;
    final FakeInspection inspection = new FakeInspection();
    private final JobQueue queue;
    private final SearchDeadlines deadlines;

    Service(DataSource source, Path directory, FakeModels models) {
        this(source, directory, models, 1);
    }

    Service(DataSource source, Path directory, FakeModels models, int slots) {
        this(source, models, SimulatedHost.withoutGpu(), properties(directory, slots),
                FakeWorkers.launcher(properties(directory, slots)));
    }

    /** A service whose workers are no processes. */
    static Service imitating(DataSource source, Path directory, FakeModels models, int slots, SimulatedHost host) {
        return new Service(source, models, host, properties(directory, slots), new Imitations());
    }

    /** A service whose workers do without it. */
    static Service leaving(DataSource source, Path directory, FakeModels models, LastingWorkers workers) {
        return new Service(source, models, SimulatedHost.withoutGpu(), properties(directory, 1), workers);
    }

    /** A service that soon gives up workers which say nothing. */
    static Service impatient(DataSource source, Path directory, FakeModels models) {
        TrainingProperties properties = properties(directory, 1, Duration.ofSeconds(2));
        return new Service(source, models, SimulatedHost.withoutGpu(), properties, FakeWorkers.launcher(properties));
    }

    private static TrainingProperties properties(Path directory, int slots) {
        // A busy machine takes its time to start a process.
        return properties(directory, slots, Duration.ofSeconds(30));
    }

    private static TrainingProperties properties(Path directory, int slots, Duration silence) {
        return new TrainingProperties(TrainingProperties.Place.LOCAL, directory, slots, 3, Duration.ofSeconds(1),
                Duration.ofMillis(300), silence, Duration.ofMillis(200), DataSize.ofMegabytes(64), 12,
                DataSize.ofKilobytes(64));
    }

    private Service(
            DataSource source,
            FakeModels models,
            SimulatedHost host,
            TrainingProperties properties,
            Launcher launcher) {
        Clock clock = Clock.systemUTC();
        var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        var datasets = new ChosenDatasets(new OnlyPeople());
        this.models = models;
        this.stored = new StoredJobs(JdbcClient.create(source), transactions, _ -> {}, clock);
        this.folders = new JobFolders(properties);
        var devices = new Devices(host, _ -> {});
        var ledger = new Placement(devices,
                new DeviceProperties(DataSize.ofMegabytes(500), DataSize.ofMegabytes(256), 0.5));
        this.slots = new Slots(devices, ledger, launcher, properties);
        var trials = new StoredTrials(JdbcClient.create(source));
        var tickets = new Tickets(source, clock);
        var interventions = new Interventions(JdbcClient.create(source), stored, tickets, transactions);
        var searches = new Searches(stored, trials, interventions, tickets, transactions, properties, clock);
        this.deadlines = new SearchDeadlines(searches);
        var orders = new Orders(stored, trials, folders, models);
        var watch = new WorkerWatch(launcher, stored, properties, clock);
        var run = new JobRun(stored, new Workplace(stored, folders, orders, datasets, slots, properties),
                new Inspections(stored, inspection), watch, new Publication(models, stored, _ -> {}), searches,
                properties);
        this.queue = new JobQueue(source, run, stored, tickets, slots, properties, clock);
        var submissions = new Submissions(stored, trials, searches, tickets,
                new Admission(datasets, new ChosenVersions(models), slots, properties), transactions, IDS::generate);
        this.jobs = new QueuedTrainJobs(stored, queue, folders, submissions, interventions, searches, inspection);
        queue.start();
        deadlines.start();
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
        deadlines.stop();
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
        public Addition take(Upload upload) {
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
