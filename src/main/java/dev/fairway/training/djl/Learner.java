package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.Metrics;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent.EpochEnded;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.network.AdversarialNetwork;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.djl.optimise.LearningRates;
import dev.fairway.training.djl.optimise.Objective;
import dev.fairway.training.djl.optimise.Plateaus;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.torchscript.ArchivedTensors;
import dev.fairway.training.torchscript.Precision;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Lesson lesson;
    private final Watch watch;
    private final NDManager manager;
    private final Network network;
    private final Objective objective;
    private final Teaching teaching;
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
        objective = Objective.of(spec.loss(), spec.architecture(), lesson.shape().outputs() > 1);
        teaching = network instanceof AdversarialNetwork pair ? new Adversary(pair, spec.optimizer())
                : new Descent(network, objective, spec.optimizer());
        rates = new LearningRates(spec.optimizer(), (long) spec.epochs() * lesson.steps(), lesson.steps());
        best = new Best(spec.earlyStopping());
    }

    /**
     * Begins with the weights of another network instead of fresh ones; those of the same name must have the same shape.
     *
     * @throws WeightsDiffer that names the first weight which the other network has not, or in another shape
     */
    public void begin(ArchivedTensors other) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (Weight weight : network.weights()) {
            List<Long> shape = Arrays.stream(weight.array().getShape().getShape()).boxed().toList();
            ArchivedTensors.Tensor tensor = other.find(weight.name())
                    .orElseThrow(() -> new WeightsDiffer(
                            "it has no weights '%s', which are %s here".formatted(weight.name(), shape)));
            if (!tensor.shape().equals(shape)) {
                throw new WeightsDiffer(
                        "its weights '%s' are %s, and %s here".formatted(weight.name(), tensor.shape(), shape));
            }
            weights.put(weight.name(), tensor.values());
        }
        try (GradientScope _ = GradientScope.off()) {
            network.restore(weights);
        }
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

    /** How many numbers are learnt. */
    public long parameters() {
        return network.weights().stream().filter(Weight::learnt).mapToLong(weight -> weight.array().size()).sum();
    }

    private @Nullable StopReason ended(int epoch) {
        if (lesson.validation() != null && best.isStale(epoch)) {
            return StopReason.EARLY_STOPPED;
        }
        return epoch >= lesson.spec().epochs() ? StopReason.MAX_EPOCHS : null;
    }

    private void restore(LearningState state) {
        network.restore(state.weights());
        teaching.restore(state.optimiser(), (long) state.epoch() * lesson.steps());
        best.restore(state);
        history.addAll(state.history());
        secondsBefore = state.seconds();
    }

    /** One epoch; cut short where the watch says so, and told all the same unless the job is cancelled. */
    private @Nullable StopReason learn(int epoch) {
        SplittableRandom random = new SplittableRandom(lesson.spec().seed() + 0x9e3779b97f4a7c15L * epoch);
        Libtorch.engine().setRandomSeed(random.nextInt(Integer.MAX_VALUE));
        EpochOrder order = new EpochOrder(lesson.train(), lesson.variation(), random);
        Tally tally = new Tally(epoch, lesson.spec().epochs());
        int plateaus = plateaus();
        int steps = lesson.steps();
        StopReason stop = null;
        for (int step = 0; step < steps; step++) {
            stop = watch.stop();
            if (stop == StopReason.CANCELLED || (stop != null && step > 0)) {
                break;
            }
            tally.rate(rates.at((epoch - 1L) * steps + step, plateaus));
            try (Batch batch = Batch.of(manager, order.batch(edge(step, steps), edge(step + 1, steps)))) {
                tally.add(teaching.step(batch, tally.rate()), batch.rows());
            }
            watch.stepped(epoch, step + 1, steps);
        }
        return stop == StopReason.CANCELLED || !conclude(tally) ? StopReason.CANCELLED : stop;
    }

    private int edge(int step, int steps) {
        return (int) ((long) lesson.train().rows() * step / steps);
    }

    /** How often the watched metric has stood still; a schedule that does not ask is told 0. */
    private int plateaus() {
        Integer patience = lesson.spec().optimizer().schedule().patience();
        String metric = lesson.spec().earlyStopping().metric();
        return patience == null ? 0
                : new Plateaus(patience, Metrics.lessIsBetter(metric)).count(
                        history.stream().map(epoch -> epoch.metrics().getOrDefault(metric, Double.NaN)).toList());
    }

    /** Whether the epoch counts: it does not where it is cancelled while its rows are judged. */
    private boolean conclude(Tally tally) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metrics.TRAIN_LOSS, tally.loss());
        if (!validate(tally, metrics)) {
            return false;
        }
        double watched = metrics.getOrDefault(lesson.spec().earlyStopping().metric(), Double.NaN);
        boolean isBest = lesson.validation() == null || best.isBetter(watched);
        if (isBest) {
            best.set(tally.epoch(), watched, network.snapshot());
        }
        tally.tell(metrics);
        history.add(new EpochEnded(tally.epoch(), metrics, tally.rate(), tally.seconds(), isBest));
        watch.epochEnded(history.getLast(), state());
        return true;
    }

    private LearningState state() {
        return best.in(history, secondsBefore + secondsSince(startedAt), network.snapshot(), teaching.snapshot());
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean validate(Tally tally, Map<String, Double> metrics) {
        Samples validation = lesson.validation();
        if (validation == null) {
            return true;
        }
        Mean loss = new Mean();
        Optional<float[]> outputs = portions().outputs(validation, rows -> {
            try (Batch batch = Batch.of(manager, rows)) {
                NDArray said = network.forward(batch, false);
                loss.add(objective.of(said, batch).getFloat(), objective.weight(said, batch));
                return said.toFloatArray();
            }
        }, () -> watch.stop() == StopReason.CANCELLED);
        if (outputs.isEmpty()) {
            return false;
        }
        metrics.put(Metrics.VALIDATION_LOSS, tally.require(loss.value()));
        lesson.scores()
                .apply(outputs.orElseThrow())
                .forEach((name, value) -> metrics.put(Metrics.VALIDATION + name, value));
        return true;
    }

    /** What the network in place, and its script, says of rows: without dropout, with the running statistics. */
    public float[] outputs(Samples samples) {
        try (GradientScope _ = GradientScope.off()) {
            return portions().outputs(samples, rows -> {
                try (Batch batch = Batch.of(manager, rows)) {
                    return network.answer(batch).toFloatArray();
                }
            });
        }
    }

    /** What it gives of rows while it learns, where that is something else: losses that are not yet averaged. */
    public float[] losses(Samples samples) {
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
        network.write(file);
    }

    /** Writes it with its matrices as exactly as asked for; what it says then differs a little. */
    public void export(Path file, Precision precision) {
        if (precision == Precision.FLOAT32) {
            export(file);
            return;
        }
        TorchScriptArchive.write(file, network.script().in(precision));
    }

    @Override
    public void close() {
        manager.close();
    }
}
