package dev.fairway.inference.queue;

import dev.fairway.device.DeviceFault;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one worker.
 *
 * <p><b>Guilt.</b> When a run fails, the batch is halved and each half run again, down to the one request that fails by
 * itself: only that one is refused. An {@code Error} is treated alike. One guilty request of n costs at most 2·log₂ n
 * further runs. Where so many runs fail in a row that no request can be to blame ({@value #PATIENCE} times the halvings
 * of the batch, none succeeding in between) it is the model that fails, and the rest is refused with its failure.
 *
 * <p><b>Devices.</b> A device that is out of memory gets smaller batches from then on, and only when a single row is too
 * much are its requests handed to another; one that is broken runs nothing again. The requests are innocent of both.
 */
final class BatchRuns {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRuns.class);
    private static final int PATIENCE = 4;

    private final Crew crew;
    private final BatchMemory memory = new BatchMemory();
    /** Runs in a row that may fail before the model is taken to be to blame. */
    private int patience;
    /** How many of them are left. */
    private int budget;

    BatchRuns(Crew crew) {
        this.crew = crew;
    }

    /** Answers or refuses every ticket, or hands it to another instance. */
    void serve(List<Ticket> taken) {
        crew.took(taken);
        patience = PATIENCE * (Integer.SIZE - Integer.numberOfLeadingZeros(taken.size()));
        budget = patience;
        run(taken);
    }

    private void run(List<Ticket> tickets) {
        try {
            Batch batch = new Batch(tickets, crew.joins(), memory);
            int most = crew.maxBatch();
            crew.ran(batch, batch.run(crew.model(), most), most);
            budget = patience;
        } catch (Throwable failure) {
            judge(tickets, failure);
        }
    }

    private void judge(List<Ticket> tickets, Throwable failure) {
        switch (DeviceFault.of(failure)) {
            case STICKY -> crew.broken(tickets, failure);
            case OUT_OF_MEMORY -> runSmaller(tickets, failure);
            case NONE -> isolate(tickets, failure);
        }
    }

    private void runSmaller(List<Ticket> tickets, Throwable failure) {
        int rows = tickets.stream().mapToInt(Ticket::rows).sum();
        if (rows > 1 && crew.shrink(rows)) {
            runAgain(tickets);
        } else {
            crew.exhausted(tickets, failure);
        }
    }

    private void isolate(List<Ticket> tickets, Throwable failure) {
        budget--;
        if (tickets.size() == 1 || budget <= 0) {
            crew.failed();
            ModelFailed reason = new ModelFailed(failure);
            tickets.forEach(ticket -> ticket.refuse(reason));
            return;
        }
        LOG.warn("{}: a batch of {} requests failed and is halved: {}", crew.name(), tickets.size(),
                failure.toString());
        int half = tickets.size() / 2;
        runAgain(tickets.subList(0, half));
        runAgain(tickets.subList(half, tickets.size()));
    }

    private void runAgain(List<Ticket> some) {
        long now = System.nanoTime();
        List<Ticket> left = some.stream().filter(ticket -> !ticket.expire(now)).toList();
        if (!left.isEmpty()) {
            run(left);
        }
    }
}
