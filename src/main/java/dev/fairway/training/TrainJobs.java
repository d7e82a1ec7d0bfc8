package dev.fairway.training;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.ModelName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The train jobs that there are. */
public interface TrainJobs {

    /**
     * Accepts a job: from here on it is carried out, whatever happens to this service.
     *
     * @param request what is asked for, as {@code POST /api/train-jobs} takes it
     * @param key names the request, so that sending it again gives the job that it made; null where it has no name
     * @throws Refusal naming every field that is wrong, or when the key was given to another request before
     */
    TrainJob submit(JsonNode request, @Nullable String key);

    /**
     * Does a model's last successful job again, on the newest version of its data set; of a search it is the best trial
     * that is done again.
     *
     * @param warmStart whether it begins with the weights of the version in production
     * @throws Refusal when no job of the model has succeeded, or what it asked for is not valid any more
     */
    TrainJob retrain(ModelName model, boolean warmStart);

    /**
     * The request that would do a model's last successful job again, on the newest version of its data set.
     *
     * @param changes fields that it is to have instead (RFC 7396); null for none
     * @throws Refusal when no job of the model has succeeded, and the changes do not name a data set themselves
     */
    JsonNode repeated(ModelName model, @Nullable JsonNode changes);

    /**
     * Reads a request as submitting it would, without a look at the rows.
     *
     * @throws Refusal naming every field that is wrong
     */
    void requireValid(JsonNode request);

    /** The job of a model that was accepted last, trials not counted. */
    Optional<TrainJob> newest(ModelName model);

    /**
     * Checks a request and the data that it is for, and starts nothing.
     *
     * @throws Refusal naming every field that is wrong
     */
    QualityReport check(JsonNode request);

    Optional<TrainJob> find(String id);

    /**
     * The jobs in the order of their submission; of one state or model where that is given.
     *
     * @param parent the search whose trials are asked for; null for the jobs that are no trials
     */
    Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model, @Nullable String parent);

    /**
     * Asks a job to end. It has ended as cancelled a moment later, whatever it was doing.
     *
     * @throws Refusal when it has ended already or does not exist
     */
    TrainJob cancel(String id);

    /**
     * Asks a job to rest: its worker ends, its slot is free, and it goes on from its newest checkpoint when it is
     * resumed, with the same result as if nothing had happened. The trials of a search rest with it.
     *
     * @throws Refusal when it has ended, rests already, is a trial or does not exist
     */
    TrainJob pause(String id);

    /** @throws Refusal when it does not rest, is a trial or does not exist */
    TrainJob resume(String id);

    /** What a search has found so far; empty for a job that is none. */
    Optional<TrialTable> trials(String id);

    /** At most 1,000 of what happened to a job, behind the entry of the given number. */
    List<TrainJob.Entry> log(String id, long after);

    /** What the data checks of a job found; empty before they are done. */
    Optional<QualityReport> dataReport(String id);

    /** The files with what the job's workers wrote, the oldest first; the newest part of it is kept. */
    List<Path> logs(String id);

    /** The states that a job could go on from, the oldest first: after its newest epochs. */
    List<Checkpoint> checkpoints(String id);
}
