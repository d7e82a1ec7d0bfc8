package dev.fairway.training.request;

import dev.fairway.training.CalibrationMethod;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Augmentation;
import dev.fairway.training.spec.ColumnSteps;
import dev.fairway.training.spec.Optimizer;
import dev.fairway.training.spec.Schedule;
import dev.fairway.training.spec.TextInput;
import java.time.Duration;
import java.util.List;

/** What a train job does where its request does not say: the one place that knows. */
final class TrainDefaults {

    static final long SEED = 7;
    /** One thread of its own is what makes a run repeatable on any machine; more pay off for wide layers only. */
    static final int THREADS = 1;
    static final Duration TIMEOUT = Duration.ofHours(1);
    static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

    /** A numeric target with more different values than this is a quantity. */
    static final int MOST_NUMERIC_CLASSES = 20;

    static final ColumnSteps COLUMN_STEPS = new ColumnSteps(new ColumnSteps.Missing(ColumnSteps.Missing.Method.IMPUTE),
            ColumnSteps.Scaling.STANDARDISE, null, ColumnSteps.Encoding.EMBEDDING,
            maxCategories(ColumnSteps.Encoding.EMBEDDING), null, null);
    static final ColumnSteps.Clip CLIP = new ColumnSteps.Clip(0.01, 0.99);
    static final ColumnSteps.Rare RARE = new ColumnSteps.Rare(null, 10);
    static final TrainSpec.Split SPLIT = new TrainSpec.Split(TrainSpec.Split.Method.STRATIFIED, 0.1, 0.2);
    static final Architecture.Mlp MLP = new Architecture.Mlp(List.of(128, 64), 0.1, true);
    static final Architecture.Lenet LENET = new Architecture.Lenet(List.of(16, 32), List.of(120, 84), 0.2);
    static final Architecture.Resnet RESNET = new Architecture.Resnet(20, 16, 0);
    static final Architecture.Gru GRU = new Architecture.Gru(100, 64, 1, true, 0.5);
    static final Architecture.TransformerEncoder TRANSFORMER = new Architecture.TransformerEncoder(64, 4, 1, 128, 0.2);
    static final Architecture.Autoencoder AUTOENCODER = new Architecture.Autoencoder(List.of(64, 32), 8, 0, 0.99);
    static final Architecture.TextGenerator TEXT_GENERATOR = new Architecture.TextGenerator(
            Architecture.TextGenerator.Core.TRANSFORMER, 128, 4, 2, 0.1);
    static final Architecture.Gan GAN = new Architecture.Gan(32, List.of(128, 128), 0);
    private static final TextInput TEXT = new TextInput(null, 256, 20_000, 2, true);
    /** Each place of a text has a chance for every word, which takes memory and time. */
    private static final TextInput TEXT_TO_GO_ON_WITH = new TextInput(null, 64, 8_000, 2, true);
    static final Augmentation.Flip FLIP = new Augmentation.Flip(0.5);
    static final Augmentation.Crop CROP = new Augmentation.Crop(4);
    static final Augmentation.Rotate ROTATE = new Augmentation.Rotate(10);
    static final Augmentation.Colour COLOUR = new Augmentation.Colour(0.2, 0.2, 0.2);
    static final Augmentation.Cutout CUTOUT = new Augmentation.Cutout(8);

    static final TrainSpec.EarlyStopping EARLY_STOPPING = new TrainSpec.EarlyStopping("validation_loss", 5, 0);

    /** Two networks that learn against each other get worse before they get better. */
    static final int PATIENCE_WITH_RIVALS = 50;

    static final CalibrationMethod CALIBRATION = CalibrationMethod.TEMPERATURE;

    private static final int MOST_EPOCHS = 100;
    /** Steps that a small data set needs for its weights to settle. */
    private static final long STEPS_TO_SETTLE = 4_000;

    private TrainDefaults() {}

    /** A number per word is as wide as there are words; an embedding is not. */
    static int maxCategories(ColumnSteps.Encoding encoding) {
        return encoding == ColumnSteps.Encoding.ONE_HOT ? 100 : 10_000;
    }

    static Optimizer optimizer(Optimizer.Type type, Architecture architecture) {
        Schedule cosine = Schedule.of(Schedule.Type.COSINE);
        int warmup = architecture instanceof Architecture.TransformerEncoder
                || architecture instanceof Architecture.TextGenerator ? 200 : 0;
        return switch (type) {
            case ADAMW -> new Optimizer(type, adamRate(architecture), 0, 0.0001, 0, 1, cosine, warmup);
            case ADAM -> new Optimizer(type, adamRate(architecture), 0, 0, 0, 1, cosine, warmup);
            case SGD, NESTEROV -> new Optimizer(type, 0.05, 0.9, 0.0001, 0, 1, cosine, warmup);
            case RMSPROP -> new Optimizer(type, 0.001, 0, 0, 0, 1, cosine, warmup);
            case ADAGRAD -> new Optimizer(type, 0.02, 0, 0, 0, 1, cosine, warmup);
        };
    }

    static TextInput text(Architecture architecture) {
        return architecture instanceof Architecture.TextGenerator ? TEXT_TO_GO_ON_WITH : TEXT;
    }

    private static double adamRate(Architecture architecture) {
        return switch (architecture) {
            case Architecture.Mlp _,Architecture.Resnet _ -> 0.003;
            case Architecture.Lenet _,Architecture.Autoencoder _ -> 0.002;
            case Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.TextGenerator _ ->
                0.001;
            case Architecture.Gan _,Architecture.Torchscript _ -> 0.0002;
        };
    }

    /** Small batches for few rows, so that an epoch has enough steps; large ones for many, so that it is fast. */
    static int batchSize(long rows, Architecture architecture) {
        return switch (architecture) {
            case Architecture.Mlp _,Architecture.Autoencoder _,Architecture.Gan _ ->
                rows < 2_000 ? 32 : rows < 20_000 ? 128 : 256;
            case Architecture.Lenet _,Architecture.Resnet _ -> rows < 10_000 ? 32 : 128;
            case Architecture.TextGenerator _ -> 32;
            case Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.Torchscript _ ->
                rows < 2_000 ? 16 : 64;
        };
    }

    /** More passes over few rows than over many; early stopping ends them where they no longer help. */
    static int epochs(long rows, int batchSize, Architecture architecture) {
        long stepsPerEpoch = Math.max(1, rows / batchSize);
        int least = leastEpochs(architecture);
        // texts are learnt by heart long before a network for tables has settled
        int most = RequestedNetwork.readsTexts(architecture) ? 2 * least : MOST_EPOCHS;
        return Math.clamp(STEPS_TO_SETTLE / stepsPerEpoch, least, most);
    }

    private static int leastEpochs(Architecture architecture) {
        return switch (architecture) {
            case Architecture.Mlp _,Architecture.Resnet _,Architecture.Autoencoder _,Architecture.Gan _ -> 20;
            case Architecture.Lenet _,Architecture.TextGenerator _ -> 12;
            case Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.Torchscript _ ->
                6;
        };
    }
}
