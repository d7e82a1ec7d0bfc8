package dev.fairway.monitoring;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Table;
import dev.fairway.inference.Answered;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs, per row of thirty features, to be watched: the caller's share and that of the thread that counts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ObservingBenchmark {

    private static final int ROWS = 32;
    private static final int TRAINING = 20_000;
    private static final VersionId VERSION = new VersionId(new ModelName("loans"), 1);

    private final Table table = new Table();
    private final Inbox inbox = new Inbox(100_000);
    private final Monitor monitor = monitor();
    private final Answered one = answered(1);
    private final Answered many = answered(ROWS);

    /** An answer of one row: the dearest case, since a longer one is handed over as one. */
    @Benchmark
    public @Nullable Object handingOverOneRow() {
        inbox.offer(one);
        return inbox.next(Duration.ZERO);
    }

    @Benchmark
    public Object countingOneRow() {
        monitor.count(one);
        return monitor;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object countingABatch() {
        monitor.count(many);
        return monitor;
    }

    /** A window that never closes, with one protected attribute that is a feature. */
    private Monitor monitor() {
        ReferenceProfile reference = ReferenceProfile.fit(table.schema(), table.rows(TRAINING),
                table.predictions(TRAINING));
        Watched watched = new Watched(VERSION, table.schema(), reference, Map.of());
        Fairness fairness = new Fairness(List.of(new Fairness.Attribute("word 0", List.of("category 0"))),
                List.of("yes"));
        MonitorPlan plan = MonitorPlan.of(fairness, WindowLength.of(Duration.ofDays(1)));
        return new Monitor(watched, new OpenWindow(watched, plan, Instant.EPOCH, 20), 20, _ -> {});
    }

    private Answered answered(int rows) {
        List<String> ids = IntStream.range(0, rows).mapToObj(Integer::toString).toList();
        return new Answered(VERSION, table.rows(rows), Map.of(), table.predictions(rows), ids, Instant.EPOCH);
    }
}
