package dev.fairway.inference.queue;

import dev.fairway.inference.engine.LoadedModel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one model.
 *
 * <p>When a run fails, the batch is halved and each half run again, down to the one request that fails by itself: only
 * that one is refused. An {@code Error} is treated alike, so a worker survives everything that a run can throw.
 */
final class BatchRuns {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRuns.class);

    private final String name;
    private final LoadedModel model;
    private final int maxBatch;
    private final VersionMeters meters;
    private final FailureStreak streak;

    BatchRuns(String name, LoadedModel model, int maxBatch, VersionMeters meters, FailureStreak streak) {
        this.name = name;
        this.model = model;
        this.maxBatch = maxBatch;
        this.meters = meters;
        this.streak = streak;
    }

    /** Answers or refuses every ticket. */
    void serve(List<Ticket> taken) {
        taken.forEach(ticket -> meters.waited(ticket.age()));
        run(taken);
    }

    /** Whether nothing but failures has come of them for a while. */
    boolean areFailing() {
        return streak.isLong();
    }

    private void run(List<Ticket> tickets) {
        try {
            Batch batch = new Batch(tickets);
            batch.run(model, maxBatch);
            meters.ran(batch.rows());
            streak.succeeded();
        } catch (Throwable failure) {
            isolate(tickets, failure);
        }
    }

    private void isolate(List<Ticket> tickets, Throwable failure) {
        if (tickets.size() == 1) {
            streak.failed();
            tickets.getFirst().refuse(new ModelFailed(failure));
            return;
        }
        LOG.warn("{}: a batch of {} requests failed and is halved: {}", name, tickets.size(), failure.toString());
        int half = tickets.size() / 2;
        runAgain(tickets.subList(0, half));
        runAgain(tickets.subList(half, tickets.size()));
    }

    private void runAgain(List<Ticket> half) {
        List<Ticket> left = half.stream().filter(ticket -> !ticket.expire()).toList();
        if (!left.isEmpty()) {
            run(left);
        }
    }
}
