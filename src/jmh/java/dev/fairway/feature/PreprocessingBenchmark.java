package dev.fairway.feature;

import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** What it costs, per row, to turn raw rows into the tensors that a model reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreprocessingBenchmark {

    private static final int ROWS = 32;

    private final Table table = new Table();
    private final Preprocessing.Fitted steps = table.preprocessing().fitted();
    private final Rows one = table.rows(1);
    private final Rows many = table.rows(ROWS);

    @Benchmark
    public List<Tensor> ofOneRow() {
        return steps.apply(one);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public List<Tensor> ofABatch() {
        return steps.apply(many);
    }
}
