package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.feature.Preprocessing;
import dev.fairway.training.Specs;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent.EpochEnded;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Variation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearnerTests {

    private static final Samples TRAIN = samples(400, 1);
    private static final Samples VALIDATION = samples(100, 2);
    /** Index 0 is the unknown category. */
    private static final Samples UNKNOWN = rows(new float[]{-1, 1}, new long[]{0, 0}, new float[2]);

    private final Memory memory = new Memory();

    @Test
    void earlyStoppingPutsTheBestEpochBackWithItsRunningStatistics() {
        TrainSpec spec = Specs.with("{\"epochs\": 200, \"optimizer\": {\"learning_rate\": 0.05},"
                + "\"early_stopping\": {\"patience\": 3}}");
        try (Learner learner = new Learner(lesson(spec, VALIDATION), memory)) {
            assertThat(learner.learn(null)).isEqualTo(StopReason.EARLY_STOPPED);
            assertThat(memory.epochs).hasSize(learner.bestEpoch() + 3);
            float[] best = restored(spec, memory.states.get(learner.bestEpoch() - 1).weights());
            assertThat(learner.outputs(VALIDATION)).isEqualTo(best);
            assertThat(best).isNotEqualTo(restored(spec, memory.states.getLast().weights()));
        }
        Map<String, float[]> stopped = memory.states.getLast().weights();
        assertThat(memory.states.getLast().best().get("hidden_0_norm_mean"))
                .isNotEqualTo(stopped.get("hidden_0_norm_mean"));
    }

    @Test
    void theBestEpochIsTheOneOfTheLeastValidationLoss() {
        TrainSpec spec = Specs.with("{\"epochs\": 12}");
        try (Learner learner = new Learner(lesson(spec, VALIDATION), memory)) {
            learner.learn(null);
            double least = memory.epochs.stream().mapToDouble(LearnerTests::loss).min().orElseThrow();
            assertThat(loss(memory.epochs.get(learner.bestEpoch() - 1))).isEqualTo(least);
        }
    }

    @Test
    void withoutValidationRowsTheLastEpochIsKept() {
        try (Learner learner = new Learner(lesson(Specs.with("{\"epochs\": 3}"), null), memory)) {
            assertThat(learner.learn(null)).isEqualTo(StopReason.MAX_EPOCHS);
            assertThat(learner.bestEpoch()).isEqualTo(3);
        }
    }

    @Test
    void anUnknownCategoryGetsAnAnswerBetweenThoseOfTheKnownOnes() {
        try (Learner learner = new Learner(lesson(Specs.with("{\"epochs\": 20}"), VALIDATION), memory)) {
            learner.learn(null);
            double unknown = margin(learner, 0);
            assertThat(unknown).isFinite().isBetween(margin(learner, 1), margin(learner, 2));
            assertThat(learner.outputs(UNKNOWN)).hasSize(4).doesNotContain(Float.NaN);
        }
    }

    @Test
    void learningGoesOnFromAStateAsIfItHadNeverStopped() {
        TrainSpec spec = Specs.with("{\"epochs\": 6}");
        try (Learner whole = new Learner(lesson(spec, VALIDATION), memory);
                Learner resumed = new Learner(lesson(spec, VALIDATION), new Memory())) {
            whole.learn(null);
            resumed.learn(memory.states.get(2));
            assertThat(resumed.outputs(VALIDATION)).isEqualTo(whole.outputs(VALIDATION));
        }
    }

    @Test
    void aRowThatIsNoNumberStopsLearningBeforeAnythingIsKept() {
        float[] numbers = new float[64];
        numbers[5] = Float.NaN;
        Samples broken = rows(numbers, new long[64], new float[64]);
        TrainSpec spec = Specs.with("{}");
        Lesson lesson = new Lesson(spec, lesson(spec, null).shape(), broken, Variation.NONE, null, _ -> Map.of());
        try (Learner learner = new Learner(lesson, memory)) {
            assertThatExceptionOfType(Diverged.class).isThrownBy(() -> learner.learn(null))
                    .withMessage("the loss became NaN in epoch 1");
            assertThat(memory.states).isEmpty();
        }
    }

    /** DJL's gradient collector is one for the whole process. */
    @Test
    void twoLearnAtTheSameTime() throws Exception {
        TrainSpec spec = Specs.with("{\"epochs\": 5}");
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<StopReason>> learnt = threads.invokeAll(List.of(() -> learn(spec), () -> learn(spec)));
            for (Future<StopReason> one : learnt) {
                assertThat(one.get()).isEqualTo(StopReason.MAX_EPOCHS);
            }
        }
    }

    private static StopReason learn(TrainSpec spec) {
        try (Learner learner = new Learner(lesson(spec, VALIDATION), new Memory())) {
            return learner.learn(null);
        }
    }

    @Test
    void aCancelledJobStopsWithinTheEpochAndTellsNothingOfIt() {
        Memory cancelled = new Memory() {
            @Override
            public @Nullable StopReason stop() {
                return steps >= 3 ? StopReason.CANCELLED : null;
            }
        };
        try (Learner learner = new Learner(lesson(Specs.with("{}"), VALIDATION), cancelled)) {
            assertThat(learner.learn(null)).isEqualTo(StopReason.CANCELLED);
            assertThat(cancelled.steps).isEqualTo(3);
            assertThat(cancelled.epochs).isEmpty();
        }
    }

    @Test
    void aJobIsCancelledWhileItsValidationRowsAreJudged() {
        TrainSpec spec = Specs.with("{\"batch_size\": 4096}");
        Memory cancelled = new Memory() {
            @Override
            public @Nullable StopReason stop() {
                return steps >= 1 ? StopReason.CANCELLED : null;
            }
        };
        try (Learner learner = new Learner(lesson(spec, samples(20_000, 3)), cancelled)) {
            assertThat(learner.learn(null)).isEqualTo(StopReason.CANCELLED);
            assertThat(cancelled.epochs).isEmpty();
        }
    }

    @Test
    void anEpochTellsHowLearningGoes() {
        try (Learner learner = new Learner(lesson(Specs.with("{\"epochs\": 2}"), VALIDATION), memory)) {
            learner.learn(null);
            Map<String, Double> told = memory.epochs.getLast().metrics();
            assertThat(told).containsKeys("gradient_norm", "rows_per_second")
                    .containsEntry("eta_seconds", 0.0)
                    .containsEntry("generalisation_gap", Objects.requireNonNull(told.get("validation_loss"))
                            - Objects.requireNonNull(told.get("train_loss")));
        }
    }

    /** What speaks for the second class, for a row in the middle of the numbers. */
    private static double margin(Learner learner, long category) {
        float[] logits = learner.outputs(rows(new float[]{0}, new long[]{category}, new float[1]));
        return logits[1] - logits[0];
    }

    private static double loss(EpochEnded epoch) {
        return Objects.requireNonNull(epoch.metrics().get("validation_loss"));
    }

    private float[] restored(TrainSpec spec, Map<String, float[]> weights) {
        LearningState state = new LearningState(spec.epochs(), spec.epochs(), 0, 0, List.of(), weights,
                memory.states.getLast().optimiser(), weights);
        try (Learner other = new Learner(lesson(spec, VALIDATION), new Memory())) {
            other.learn(state);
            return other.outputs(VALIDATION);
        }
    }

    private static Lesson lesson(TrainSpec spec, @Nullable Samples validation) {
        var shape = new NetworkShape(spec.architecture(), new Extents.Table(1, List.of(3)), 2);
        return new Lesson(spec, shape, TRAIN, new HiddenCategories(), validation, _ -> Map.of());
    }

    /** The second class where the number and the category, 1 or 2, together are large; noisy, so that it is overlearnt. */
    private static Samples samples(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numeric = new float[rows];
        long[] categorical = new long[rows];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            numeric[row] = (float) random.nextGaussian();
            categorical[row] = random.nextInt(1, 3);
            targets[row] = numeric[row] + 2 * (categorical[row] - 1.5) + random.nextGaussian() > 0 ? 1 : 0;
        }
        return rows(numeric, categorical, targets);
    }

    private static Samples rows(float[] numeric, long[] categorical, float[] targets) {
        float[] weights = new float[targets.length];
        Arrays.fill(weights, 1);
        return new Samples(targets.length, List.of(new Input.Floats(Preprocessing.NUMERIC, List.of(1), numeric),
                new Input.Longs(Preprocessing.CATEGORICAL, List.of(1), categorical)), targets, weights);
    }
}
