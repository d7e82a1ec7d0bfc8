package dev.fairway.inference.queue;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of one version on one device. */
final class InstanceMeters {

    private final Tally tally;
    private final Timer queue;
    private final DistributionSummary batch;
    private final AtomicInteger maxBatch;

    InstanceMeters(Tally tally, Timer queue, DistributionSummary batch, AtomicInteger maxBatch) {
        this.tally = tally;
        this.queue = queue;
        this.batch = batch;
        this.maxBatch = maxBatch;
    }

    void maxBatch(int rows) {
        maxBatch.set(rows);
    }

    /** The requests wait no more. */
    void took(List<Ticket> tickets) {
        long now = System.nanoTime();
        long sum = 0;
        for (Ticket ticket : tickets) {
            long waited = now - ticket.takenAt();
            queue.record(waited, TimeUnit.NANOSECONDS);
            sum += waited;
        }
        tally.waited(tickets.size(), sum);
    }

    /** A batch was answered, in runs of so many rows at most. */
    void ran(Batch done, Batch.Spent spent, int most) {
        for (int rows = done.rows(); rows > 0; rows -= most) {
            batch.record(Math.min(rows, most));
        }
        tally.ran(done, spent, most);
    }
}
