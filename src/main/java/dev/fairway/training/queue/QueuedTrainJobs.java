package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.TrialTable;
import dev.fairway.training.UnknownJob;
import dev.fairway.training.quality.Inspection;
import dev.fairway.training.request.TrainRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps jobs in the database, where the queue finds them. */
@Service
class QueuedTrainJobs implements TrainJobs {

    private final StoredJobs jobs;
    private final JobQueue queue;
    private final JobFolders folders;
    private final Submissions submissions;
    private final Interventions interventions;
    private final Searches searches;
    private final Repetitions repetitions;
    private final Inspection inspection;

    QueuedTrainJobs(
            StoredJobs jobs,
            JobQueue queue,
            JobFolders folders,
            Submissions submissions,
            Interventions interventions,
            Searches searches,
            Inspection inspection) {
        this.jobs = jobs;
        this.queue = queue;
        this.folders = folders;
        this.submissions = submissions;
        this.interventions = interventions;
        this.searches = searches;
        this.repetitions = new Repetitions(jobs);
        this.inspection = inspection;
    }

    @Override
    public TrainJob submit(JsonNode request, @Nullable String key) {
        String hash = sha256(request.toString());
        Optional<TrainJob> before = key == null ? Optional.empty() : accepted(key, hash);
        if (before.isPresent()) {
            return before.get();
        }
        queue.requireRunning();
        try {
            return jobs.find(submissions.take(request, key, hash)).orElseThrow();
        } catch (DuplicateKeyException e) {
            // The same request came twice in the same moment, and the other one was first.
            return accepted(String.valueOf(key), hash).orElseThrow(() -> e);
        }
    }

    @Override
    public TrainJob retrain(ModelName model, boolean warmStart) {
        return submit(
                repeated(model,
                        warmStart ? JsonNodeFactory.instance.objectNode().put("warm_start", Models.PRODUCTION) : null),
                null);
    }

    @Override
    public JsonNode repeated(ModelName model, @Nullable JsonNode changes) {
        return repetitions.of(model, changes);
    }

    @Override
    public void requireValid(JsonNode request) {
        var _ = submissions.read(request);
    }

    @Override
    public Optional<TrainJob> newest(ModelName model) {
        return jobs.newest(model);
    }

    @Override
    public QualityReport check(JsonNode request) {
        TrainRequest.Valid valid = submissions.read(request);
        return inspection.inspect(valid.spec(), valid.dataset(), () -> false);
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
    public Page<TrainJob> list(
            Page.Request page,
            @Nullable JobState state,
            @Nullable String model,
            @Nullable String parent) {
        return jobs.list(page, state, model, parent);
    }

    @Override
    public TrainJob cancel(String id) {
        if (!interventions.cancel(id)) {
            throw conflict(known(id));
        }
        TrainJob job = known(id);
        if (job.parent() != null) {
            searches.advance(job.parent());
        }
        return job;
    }

    @Override
    public TrainJob pause(String id) {
        TrainJob job = known(id);
        if (job.parent() != null) {
            throw new Refusal(Refusal.Kind.CONFLICT, "the job is a trial; pause its search " + job.parent());
        }
        if (!interventions.pause(id)) {
            throw conflict(job);
        }
        return known(id);
    }

    @Override
    public TrainJob resume(String id) {
        TrainJob job = known(id);
        if (job.parent() != null) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "the job is a trial; its search " + job.parent() + " decides whether it goes on");
        }
        boolean resumed = job.search() == null ? interventions.resume(id) : searches.resume(id);
        if (!resumed) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    job.state().isEnd() ? ended(job) : "the job is not paused: " + word(job.state()));
        }
        return known(id);
    }

    private TrainJob known(String id) {
        return jobs.find(id).orElseThrow(() -> new UnknownJob(id));
    }

    private static Refusal conflict(TrainJob job) {
        return new Refusal(Refusal.Kind.CONFLICT, job.state().isEnd() ? ended(job) : "the job is paused already");
    }

    private static String ended(TrainJob job) {
        return "the job has ended already: " + word(job.state());
    }

    private static String word(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<TrialTable> trials(String id) {
        return searches.table(id);
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

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
