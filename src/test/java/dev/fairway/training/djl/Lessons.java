package dev.fairway.training.djl;

import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.TextSteps;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Variation;
import dev.fairway.training.spec.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small things to learn, of each kind of data. */
final class Lessons {

    private static final Extents TABLE = new Extents.Table(2, List.of(3, 4));
    private static final Extents IMAGE = new Extents.Image(1, 12, 12);
    private static final Extents TEXT = new Extents.Text(20, 12);

    /** One of each kind that tells classes apart or says its own error, small. */
    static final List<String> ARCHITECTURES = List.of(
            "{\"type\": \"mlp\", \"hidden\": [16], \"dropout\": 0.1, \"batch_norm\": true}",
            "{\"type\": \"lenet\", \"channels\": [4, 8], \"hidden\": [16], \"dropout\": 0.1}",
            "{\"type\": \"resnet\", \"depth\": 8, \"width\": 4, \"dropout\": 0.1}",
            "{\"type\": \"resnet\", \"depth\": 18, \"width\": 2, \"dropout\": 0.0}",
            "{\"type\": \"lstm\", \"embedding\": 8, \"hidden\": 8, \"layers\": 2, \"bidirectional\": true, \"dropout\": 0.1}",
            "{\"type\": \"gru\", \"embedding\": 8, \"hidden\": 8, \"layers\": 1, \"bidirectional\": true, \"dropout\": 0.1}",
            "{\"type\": \"gru\", \"embedding\": 8, \"hidden\": 8, \"layers\": 1, \"bidirectional\": false, \"dropout\": 0.1}",
            "{\"type\": \"transformer_encoder\", \"width\": 8, \"heads\": 2, \"layers\": 2, \"feed_forward\": 16, \"dropout\": 0.1}",
            "{\"type\": \"autoencoder\", \"hidden\": [8], \"code\": 2, \"dropout\": 0.0, \"quantile\": 0.99}",
            "{\"type\": \"text_generator\", \"core\": \"transformer\", \"width\": 8, \"heads\": 2, \"layers\": 1, \"dropout\": 0.1}",
            "{\"type\": \"text_generator\", \"core\": \"lstm\", \"width\": 8, \"heads\": 1, \"layers\": 1, \"dropout\": 0.1}");

    private Lessons() {}

    /** Two classes of the given kind of data, with the fields of a JSON object written over the plain spec. */
    static Lesson of(String json) {
        return of(json, 160);
    }

    static Lesson of(String json, int rows) {
        TrainSpec spec = Specs.with(json);
        Extents extents = switch (spec.architecture()) {
            case Architecture.Lenet _,Architecture.Resnet _ -> IMAGE;
            case Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.TextGenerator _ ->
                TEXT;
            default -> TABLE;
        };
        return new Lesson(spec, new NetworkShape(spec.architecture(), extents, 2), samples(extents, rows, 1),
                extents instanceof Extents.Table ? new HiddenCategories() : Variation.NONE,
                samples(extents, rows / 4, 2), _ -> Map.of());
    }

    static Samples samples(Extents extents, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            targets[row] = random.nextInt(2);
        }
        return switch (extents) {
            case Extents.Table table -> samples(targets, table(table, targets, random));
            case Extents.Image image -> samples(targets, List.of(images(image, targets, random)));
            case Extents.Text text -> samples(targets, texts(text, targets, random));
        };
    }

    private static Samples samples(float[] targets, List<Input> inputs) {
        float[] weights = new float[targets.length];
        Arrays.fill(weights, 1);
        return new Samples(targets.length, inputs, targets, weights);
    }

    /** The second class has larger numbers in the first column. */
    private static List<Input> table(Extents.Table table, float[] targets, SplittableRandom random) {
        int columns = table.cardinalities().size();
        float[] numeric = new float[targets.length * table.numeric()];
        long[] categorical = new long[targets.length * columns];
        for (int row = 0; row < targets.length; row++) {
            for (int c = 0; c < table.numeric(); c++) {
                numeric[row * table.numeric() + c] = (float) random.nextGaussian() + (c == 0 ? 2 * targets[row] : 0);
            }
            for (int c = 0; c < columns; c++) {
                categorical[row * columns + c] = random.nextInt(table.cardinalities().get(c));
            }
        }
        return List.of(new Input.Floats(Preprocessing.NUMERIC, List.of(table.numeric()), numeric),
                new Input.Longs(Preprocessing.CATEGORICAL, List.of(columns), categorical));
    }

    /** The second class is brighter on the right. */
    private static Input images(Extents.Image image, float[] targets, SplittableRandom random) {
        int area = image.height() * image.width();
        byte[] pixels = new byte[targets.length * area];
        for (int i = 0; i < pixels.length; i++) {
            boolean right = i % image.width() > image.width() / 2;
            pixels[i] = (byte) (random.nextInt(120) + (right == targets[i / area] > 0 ? 100 : 0));
        }
        return new Input.Bytes(ImageSteps.IMAGE, List.of(1, image.height(), image.width()), pixels,
                new Input.Scaling(List.of(0.4), List.of(0.2)));
    }

    /** The second class says a word that the first never says; texts are of every length down to a single word. */
    private static List<Input> texts(Extents.Text text, float[] targets, SplittableRandom random) {
        long[] ids = new long[targets.length * text.length()];
        long[] mask = new long[ids.length];
        for (int row = 0; row < targets.length; row++) {
            int length = random.nextInt(1, text.length() + 1);
            for (int t = 0; t < length; t++) {
                ids[row * text.length() + t] = random.nextInt(3, text.vocabulary());
                mask[row * text.length() + t] = 1;
            }
            ids[row * text.length() + random.nextInt(length)] = 1 + (long) targets[row];
        }
        return List.of(new Input.Longs(TextSteps.IDS, List.of(text.length()), ids),
                new Input.Longs(TextSteps.MASK, List.of(text.length()), mask));
    }
}
