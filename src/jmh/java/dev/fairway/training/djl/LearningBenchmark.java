package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.Specs;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.djl.optimise.Gradients;
import dev.fairway.training.djl.optimise.Objective;
import dev.fairway.training.djl.optimise.Optimiser;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows learnt per second by a whole epoch of the loop (order, gathering, hidden categories, checks, clipping, history,
 * snapshots), and by nothing but forward, backward and step of the same network on one batch that is there already. The
 * first over the second is the share that the loop leaves.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 6, time = 3)
public class LearningBenchmark {

    private static final int ROWS = 25_600;
    /** Columns like those of the Adult data. */
    private static final Extents TABLE = new Extents.Table(5, List.of(9, 16, 7, 15, 6, 5, 2, 42));

    @Param({"lenet", "tabular"})
    String network = "lenet";

    static {
        // Before the first array: the engine asks for it once.
        Libtorch.start(1);
    }

    private NDManager manager = NDManager.newBaseManager("PyTorch");
    private Lesson lesson = lesson();
    private Batch batch = batch();
    private Network bare = Network.of(manager, lesson.shape(), 7);
    private Optimiser optimiser = Optimiser.of(lesson.spec().optimizer(), bare.weights());

    @Setup(Level.Trial)
    public void build() {
        manager.close();
        manager = NDManager.newBaseManager("PyTorch");
        lesson = lesson();
        batch = batch();
        bare = Network.of(manager, lesson.shape(), 7);
        optimiser = Optimiser.of(lesson.spec().optimizer(), bare.weights());
    }

    private Lesson lesson() {
        boolean images = network.equals("lenet");
        TrainSpec spec = Specs.with("{\"epochs\": 1, \"batch_size\": %d, \"architecture\": %s}".formatted(
                images ? 64 : 256,
                images ? "{\"type\": \"lenet\", \"channels\": [6, 16], \"hidden\": [120, 84], \"dropout\": 0.1}"
                        : "{\"type\": \"mlp\", \"hidden\": [64, 64], \"dropout\": 0.1, \"batch_norm\": true}"));
        Extents extents = images ? new Extents.Image(1, 28, 28) : TABLE;
        return new Lesson(spec, new NetworkShape(spec.architecture(), extents, 2), Lessons.samples(extents, ROWS, 1),
                new HiddenCategories(), null, _ -> Map.of());
    }

    private Batch batch() {
        Samples samples = lesson.train();
        return Batch.of(manager, samples.range(0, lesson.spec().batchSize()));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public StopReason loop() {
        try (Learner learner = new Learner(lesson, new Memory())) {
            return learner.learn(null);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double bare() {
        double last = 0;
        Objective objective = Objective.of(lesson.spec().loss(), lesson.spec().architecture(), true);
        try (GradientScope _ = GradientScope.off()) {
            for (int step = 0; step < ROWS / lesson.spec().batchSize(); step++) {
                last = step(objective);
            }
        }
        return last;
    }

    private double step(Objective objective) {
        double value;
        try (Batch same = views(); GradientScope scope = GradientScope.recording()) {
            NDArray loss = objective.of(bare.forward(same, true), same);
            value = loss.getFloat();
            scope.backward(loss);
        }
        try (Gradients gradients = new Gradients(bare.weights())) {
            gradients.apply(optimiser, 0.001);
        }
        return value;
    }

    /** The same rows on a manager of their own, which takes with it what is computed from them. */
    private Batch views() {
        NDManager own = manager.newSubManager();
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        batch.inputs().forEach((name, array) -> inputs.put(name, view(array, own)));
        return new Batch(own, inputs, view(batch.targets(), own), view(batch.weights(), own));
    }

    private static NDArray view(NDArray array, NDManager own) {
        NDArray view = array.reshape(array.getShape());
        view.attach(own);
        return view;
    }

    @TearDown
    public void close() {
        manager.close();
    }
}
