package dev.fairway.inference.queue;

import dev.fairway.inference.queue.VersionStatistics.OfSize;
import dev.fairway.inference.queue.VersionStatistics.Spent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what a version does. Any number of threads may count; a sum may miss what is being counted just then. */
final class Tally {

    private record Sum(LongAdder count, LongAdder nanos) {

        Sum() {
            this(new LongAdder(), new LongAdder());
        }

        void add(long times, long spent) {
            count.add(times);
            nanos.add(spent);
        }

        Spent spent() {
            return new Spent(count.sum(), nanos.sum());
        }
    }

    private record Runs(Sum input, Sum infer, Sum output) {

        Runs() {
            this(new Sum(), new Sum(), new Sum());
        }

        /** So many took that long each. */
        void add(int times, Batch.Spent each) {
            input.add(times, times * each.input());
            infer.add(times, times * each.infer());
            output.add(times, times * each.output());
        }
    }

    private final LongAdder inferences = new LongAdder();
    private final LongAdder executions = new LongAdder();
    private final Sum success = new Sum();
    private final Sum fail = new Sum();
    private final Sum queue = new Sum();
    private final Runs requests = new Runs();
    private final Map<Integer, Runs> sizes = new ConcurrentSkipListMap<>();
    private volatile @Nullable Instant last;

    void answered(long nanos) {
        success.add(1, nanos);
    }

    void refused(long nanos) {
        fail.add(1, nanos);
    }

    void waited(int tickets, long nanos) {
        queue.add(tickets, nanos);
    }

    /** A batch was answered, in runs of so many rows at most. */
    void ran(Batch batch, Batch.Spent spent, int most) {
        int runs = Math.max(1, Math.ceilDiv(batch.rows(), most));
        inferences.add(batch.rows());
        executions.add(runs);
        requests.add(batch.requests(), spent);
        sizes.computeIfAbsent(Math.min(batch.rows(), most), _ -> new Runs())
                .add(runs, new Batch.Spent(spent.input() / runs, spent.infer() / runs, spent.output() / runs));
        last = Instant.now();
    }

    VersionStatistics sum() {
        return new VersionStatistics(last, inferences.sum(), executions.sum(), success.spent(), fail.spent(),
                queue.spent(), requests.input.spent(), requests.infer.spent(), requests.output.spent(),
                sizes.entrySet()
                        .stream()
                        .map(size -> new OfSize(size.getKey(), size.getValue().input.spent(),
                                size.getValue().infer.spent(), size.getValue().output.spent()))
                        .toList());
    }
}
