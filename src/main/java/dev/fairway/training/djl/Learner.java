package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.Metrics;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent.EpochEnded;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.djl.optimise.Gradients;
import dev.fairway.training.djl.optimise.LearningRates;
import dev.fairway.training.djl.optimise.Objective;
import dev.fairway.training.djl.optimise.Optimiser;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.spec.Optimizer;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Learns a network, epoch by epoch, and ends with the weights of the best one.
 *
 * <p>Everything random in an epoch (order, variation, dropout) is drawn from generators that are seeded with
 * the job's seed and the number of the epoch. So an epoch depends on the state before it and nothing else, and a run
 * that goes on from a saved state ends with the same bytes as one that was never interrupted. libtorch's generator is
 * the process's: nothing else may draw from it meanwhile.
 *
 * <p>Native memory is freed by its managers, never by the garbage collector: the network lives on the learner's, the
 * rows of a step and all that is computed from them on one below it.
 */
public final class Learner implements AutoCloseable {

    /** A loss beyond this does not come back. */
    private static final double LOST = 1e6;

    private final Lesson lesson;
    private final Watch watch;
    private final NDManager manager;
    private final Network network;
    private final Optimiser optimiser;
    private final Objective objective;
    private final LearningRates rates;
    private final Best best;
    private final List<EpochEnded> history = new ArrayList<>();
    private double secondsBefore;
    private long startedAt;

    public Learner(Lesson lesson, Watch watch) {
        TrainSpec spec = lesson.spec();
        this.lesson = lesson;
        this.watch = watch;
        manager = Libtorch.engine().newBaseManager(ai.djl.Device.cpu());
        network = Network.of(manager, lesson.shape(), spec.seed());
        optimiser = Optimiser.of(spec.optimizer(), network.weights());
        objective = Objective.of(spec.loss(), lesson.shape().outputs() > 1);
        rates = new LearningRates(spec.optimizer(), (long) spec.epochs() * lesson.steps());
        best = new Best(spec.earlyStopping());
    }

    /**
     * Learns until something ends it, and puts the weights of the best epoch in place.
     *
     * @param from a state that an earlier run of the same lesson gave; null to begin
     * @throws Diverged when the loss is no number any more
     */
    public StopReason learn(@Nullable LearningState from) {
        startedAt = System.nanoTime();
        try (GradientScope _ = GradientScope.off()) {
            int epoch = 0;
            if (from != null) {
                restore(from);
                epoch = from.epoch();
            }
            StopReason reason = ended(epoch);
            while (reason == null) {
                epoch++;
                reason = learn(epoch);
                reason = reason == null ? ended(epoch) : reason;
            }
            best.weights().ifPresent(network::restore);
            return reason;
        }
    }

    /** The epoch whose weights are in place. */
    public int bestEpoch() {
        return best.epoch();
    }

    private @Nullable StopReason ended(int epoch) {
        if (lesson.validation() != null && best.isStale(epoch)) {
            return StopReason.EARLY_STOPPED;
        }
        return epoch >= lesson.spec().epochs() ? StopReason.MAX_EPOCHS : null;
    }

    private void restore(LearningState state) {
        network.restore(state.weights());
        optimiser.restore(state.optimiser(), (long) state.epoch() * lesson.steps());
        best.restore(state);
        history.addAll(state.history());
        secondsBefore = state.seconds();
    }

    /** One epoch; cut short where the watch says so, and told all the same unless the job is cancelled. */
    private @Nullable StopReason learn(int epoch) {
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(lesson.spec().seed() + 0x9e3779b97f4a7c15L * epoch);
        Libtorch.engine().setRandomSeed(random.nextInt(Integer.MAX_VALUE));
        StopReason stop = null;
        Mean loss = new Mean();
        EpochOrder order = new EpochOrder(lesson.train(), lesson.variation(), random);
        int steps = lesson.steps();
        for (int step = 0; step < steps; step++) {
            stop = watch.stop();
            if (stop == StopReason.CANCELLED || (stop != null && step > 0)) {
                break;
            }
            try (Batch batch = Batch.of(manager, order.batch(edge(step, steps), edge(step + 1, steps)))) {
                loss.add(step(epoch, batch), batch.rows());
            }
            watch.stepped(epoch, step + 1, steps);
        }
        if (stop != StopReason.CANCELLED) {
            conclude(epoch, loss.value(), start);
        }
        return stop;
    }

    private int edge(int step, int steps) {
        return (int) ((long) lesson.train().rows() * step / steps);
    }

    private double step(int epoch, Batch batch) {
        double value;
        try (GradientScope scope = GradientScope.recording()) {
            NDArray loss = objective.of(network.forward(batch, true), batch);
            value = require(epoch, loss.getFloat());
            scope.backward(loss);
        }
        Optimizer settings = lesson.spec().optimizer();
        try (Gradients gradients = new Gradients(network.weights())) {
            gradients.addL1(settings.l1());
            require(epoch, gradients.clip(settings.clipNorm()));
            gradients.apply(optimiser, rates.at(optimiser.steps()));
        }
        return value;
    }

    private static double require(int epoch, double value) {
        if (!(Math.abs(value) < LOST)) {
            throw new Diverged(epoch, value);
        }
        return value;
    }

    private void conclude(int epoch, double trainLoss, long start) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.TRAIN_LOSS, trainLoss);
        validate(epoch, metrics);
        double watched = metrics.getOrDefault(lesson.spec().earlyStopping().metric(), Double.NaN);
        boolean isBest = lesson.validation() == null || best.isBetter(watched);
        if (isBest) {
            best.set(epoch, watched, network.snapshot());
        }
        history.add(new EpochEnded(epoch, metrics, optimiser.learningRate(), secondsSince(start), isBest));
        watch.epochEnded(history.getLast(), state());
    }

    private LearningState state() {
        return best.in(history, secondsBefore + secondsSince(startedAt), network.snapshot(), optimiser.snapshot());
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void validate(int epoch, Map<String, Double> metrics) {
        Samples validation = lesson.validation();
        if (validation == null) {
            return;
        }
        Mean loss = new Mean();
        float[] outputs = portions().outputs(validation, rows -> {
            try (Batch batch = Batch.of(manager, rows)) {
                NDArray said = network.forward(batch, false);
                loss.add(objective.of(said, batch).getFloat(), batch.weights().sum().getFloat());
                return said.toFloatArray();
            }
        });
        metrics.put(Metrics.VALIDATION_LOSS, require(epoch, loss.value()));
        lesson.scores().apply(outputs).forEach((name, value) -> metrics.put(Metrics.VALIDATION + name, value));
    }

    /** What the network in place says of rows, without dropout and with the running statistics. */
    public float[] outputs(Samples samples) {
        try (GradientScope _ = GradientScope.off()) {
            return portions().outputs(samples, rows -> {
                try (Batch batch = Batch.of(manager, rows)) {
                    return network.forward(batch, false).toFloatArray();
                }
            });
        }
    }

    private Portions portions() {
        return new Portions(network.evaluationRows());
    }

    /** Writes the network in place as TorchScript. */
    public void export(Path file) {
        TorchScriptArchive.write(file, network.script());
    }

    @Override
    public void close() {
        manager.close();
    }
}
