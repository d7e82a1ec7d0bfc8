package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.UnknownJob;
import dev.fairway.training.course.Course;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.TrainRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.JsonNode;

/** Keeps jobs in the database, where the queue finds them. */
@Service
class QueuedTrainJobs implements TrainJobs {

    private final StoredJobs jobs;
    private final JobQueue queue;
    private final JobFolders folders;
    private final ChosenDatasets datasets;
    private final TransactionOperations transactions;
    private final IdGenerator ids;

    QueuedTrainJobs(
            StoredJobs jobs,
            JobQueue queue,
            JobFolders folders,
            ChosenDatasets datasets,
            TransactionOperations transactions,
            IdGenerator ids) {
        this.jobs = jobs;
        this.queue = queue;
        this.folders = folders;
        this.datasets = datasets;
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public TrainJob submit(JsonNode request, @Nullable String key) {
        String hash = sha256(request.toString());
        Optional<TrainJob> before = key == null ? Optional.empty() : accepted(key, hash);
        if (before.isPresent()) {
            return before.get();
        }
        TrainRequest.Valid valid = read(request);
        String id = ids.generateId().toString();
        try {
            transactions.executeWithoutResult(_ -> {
                jobs.insert(new StoredJobs.Submission(id, valid.spec(), valid.dataset().sha256(), key, hash));
                queue.add(id);
            });
        } catch (DuplicateKeyException e) {
            // The same request came twice in the same moment, and the other one was first.
            return accepted(String.valueOf(key), hash).orElseThrow(() -> e);
        }
        return jobs.find(id).orElseThrow();
    }

    @Override
    public QualityReport check(JsonNode request) {
        TrainRequest.Valid valid = read(request);
        return Course.of(valid.spec(), valid.dataset()).report();
    }

    private Optional<TrainJob> accepted(String key, String hash) {
        return jobs.keyed(key).map(keyed -> {
            if (!keyed.request().equals(hash)) {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "this Idempotency-Key was given to another request, which made the job " + keyed.id());
            }
            return jobs.find(keyed.id()).orElseThrow();
        });
    }

    @Override
    public Optional<TrainJob> find(String id) {
        return jobs.find(id);
    }

    @Override
    public Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model) {
        return jobs.list(page, state, model);
    }

    @Override
    public TrainJob cancel(String id) {
        if (!jobs.cancel(id)) {
            TrainJob job = jobs.find(id).orElseThrow(() -> new UnknownJob(id));
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "the job has ended already: " + job.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        return jobs.find(id).orElseThrow();
    }

    @Override
    public List<TrainJob.Entry> log(String id, long after) {
        return jobs.entries(id, after);
    }

    @Override
    public Optional<QualityReport> dataReport(String id) {
        return jobs.dataReport(id);
    }

    @Override
    public List<Path> logs(String id) {
        return folders.logs(id);
    }

    @Override
    public List<Checkpoint> checkpoints(String id) {
        return folders.checkpoints(id);
    }

    private TrainRequest.Valid read(JsonNode request) {
        return new TrainRequest(request, datasets::find).read();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
