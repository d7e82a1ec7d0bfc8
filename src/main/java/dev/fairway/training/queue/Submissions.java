package dev.fairway.training.queue;

import dev.fairway.training.request.TrainRequest;
import dev.fairway.training.search.Draft;
import dev.fairway.training.search.Drafts;
import dev.fairway.training.search.SearchPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.JsonNode;

/** Takes requests in: read, held against what there is, stored, and put into the queue in one transaction. */
@Component
class Submissions {

    private final StoredJobs jobs;
    private final StoredTrials trials;
    private final Searches searches;
    private final Tickets tickets;
    private final Admission admission;
    private final TransactionOperations transactions;
    private final IdGenerator ids;

    Submissions(
            StoredJobs jobs,
            StoredTrials trials,
            Searches searches,
            Tickets tickets,
            Admission admission,
            TransactionOperations transactions,
            IdGenerator ids) {
        this.jobs = jobs;
        this.trials = trials;
        this.searches = searches;
        this.tickets = tickets;
        this.admission = admission;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** @throws dev.fairway.contract.Refusal that names everything that is wrong */
    TrainRequest.Valid read(JsonNode request) {
        return admission.read(request);
    }

    /** Stores what is asked for, with the trials of a search; gives the id of the job. */
    String take(JsonNode request, @Nullable String key, String hash) {
        TrainRequest.Valid valid = read(request);
        SearchPlan plan = valid.search();
        List<Draft> drafts = plan == null ? List.of() : new Drafts(plan, request, this::read).all();
        var job = submission(valid, request, null);
        transactions.executeWithoutResult(_ -> {
            jobs.insert(job, key, hash);
            if (plan == null) {
                tickets.add(job.id());
                return;
            }
            for (Draft draft : drafts) {
                var trial = submission(read(draft.request()), draft.request(), job.id());
                jobs.insert(trial, null, hash);
                trials.insert(trial.id(), job.id(), drafts.indexOf(draft) + 1, draft.params());
            }
            searches.begin(job.id(), plan);
        });
        return job.id();
    }

    private StoredJobs.Submission submission(TrainRequest.Valid valid, JsonNode request, @Nullable String parent) {
        return new StoredJobs.Submission(ids.generateId().toString(), valid, request, admission.warmStart(valid),
                parent);
    }
}
