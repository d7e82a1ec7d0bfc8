package dev.fairway.training;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
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

/** The train jobs that there are. */
@Service
public class TrainJobs {

    private final StoredJobs jobs;
    private final JobQueue queue;
    private final JobFolders folders;
    private final ChosenDatasets datasets;
    private final TransactionOperations transactions;
    private final IdGenerator ids;

    TrainJobs(
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

    /**
     * Accepts a job: from here on it is carried out, whatever happens to this service.
     *
     * @param request what is asked for, as {@code POST /api/train-jobs} takes it
     * @param key names the request, so that sending it again gives the job that it made; null where it has no name
     * @throws Refusal naming every field that is wrong, or when the key was given to another request before
     */
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

    /**
     * Checks a request and the data that it is for, and starts nothing.
     *
     * @throws Refusal naming every field that is wrong
     */
    public QualityReport check(JsonNode request) {
        TrainRequest.Valid valid = read(request);
        return DataChecks.of(valid.spec(), valid.dataset());
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

    public Optional<TrainJob> find(String id) {
        return jobs.find(id);
    }

    /** The jobs in the order of their submission; of one state or model where that is given. */
    public Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model) {
        return jobs.list(page, state, model);
    }

    /**
     * Asks a job to end. It has ended as cancelled a moment later, whatever it was doing.
     *
     * @throws Refusal when it has ended already or does not exist
     */
    public TrainJob cancel(String id) {
        if (!jobs.cancel(id)) {
            TrainJob job = jobs.find(id).orElseThrow(() -> new UnknownJob(id));
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "the job has ended already: " + job.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        return jobs.find(id).orElseThrow();
    }

    /** At most 1,000 of what happened to a job, behind the entry of the given number. */
    public List<TrainJob.Entry> log(String id, long after) {
        return jobs.entries(id, after);
    }

    /** What the data checks of a job found; empty before they are done. */
    public Optional<QualityReport> dataReport(String id) {
        return jobs.dataReport(id);
    }

    /** The files with what the job's workers wrote, the oldest first; the newest part of it is kept. */
    public List<Path> logs(String id) {
        return folders.logs(id);
    }

    /** The states that a job could go on from, the oldest first: after its newest epochs. */
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
