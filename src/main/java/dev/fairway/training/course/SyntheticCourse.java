package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Task;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.AdversarialNetwork;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Targets;
import dev.fairway.training.prepare.Variation;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.synthesis.RecipeFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows of a table that a network learns to make others like: all columns of it, none is the target. */
record SyntheticCourse(TrainSpec spec, Examples examples, Partition partition) implements Course {

    private static final String ROWS = "rows";
    /** Words of a column that are made; a network for more of them would be nothing but these. */
    private static final int MOST_WORDS = 500;

    static SyntheticCourse of(TrainSpec spec, Dataset dataset) {
        Examples examples = Examples.unsupervised(ColumnPlan.of(spec, dataset), dataset);
        return new SyntheticCourse(spec, examples, examples.partition(spec.split(), spec.seed()));
    }

    @Override
    public String subject() {
        return "%d columns to make rows of".formatted(examples.features().columns().size());
    }

    @Override
    public Material prepare() {
        int noise = ((Architecture.Gan) spec.architecture()).noise();
        RowRecipe recipe = RecipeFit.of(examples.features().select(partition.train()), noise,
                Math.min(MOST_WORDS, spec.preprocessing().usual().maxCategories()));
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        partition.parts().forEach((name, rows) -> parts.put(name, part(recipe, examples.features().select(rows))));
        List<Integer> cardinalities = recipe.parts()
                .stream()
                .filter(RowRecipe.Category.class::isInstance)
                .map(RowRecipe.Part::width)
                .toList();
        Extents extents = new Extents.Table(recipe.parts().size() - cardinalities.size(), cardinalities);
        Schema schema = new Schema(Task.SYNTHESIS, List.of(),
                Targets.of(spec, ROWS, new Truth.Anomalies(new boolean[0], false)).target());
        Signature signature = new Signature(
                List.of(new TensorSpec(AdversarialNetwork.NOISE, DataType.FP32, List.of(TensorSpec.ANY, noise))),
                List.of(new TensorSpec(ROWS, DataType.FP32, List.of(TensorSpec.ANY, recipe.width()))));
        return new Material(schema, new NetworkShape(spec.architecture(), extents, 1), Variation.NONE, parts,
                new Material.Served(new Modality.Tensors(signature), Map.of(VersionFolder.GENERATOR, recipe),
                        ItemParts.none(0), signature));
    }

    /** The raw rows stay beside what the network reads of them: what is made is held against them. */
    private static Material.Part part(RowRecipe recipe, Rows rows) {
        int count = rows.count();
        float[] weights = new float[count];
        Arrays.fill(weights, 1);
        Samples samples = new Samples(count, inputs(recipe, recipe.vectors(rows)), new float[count], weights);
        return new Material.Part(samples, new Truth.Anomalies(new boolean[count], false), rows);
    }

    private static List<Input> inputs(RowRecipe recipe, float[][] vectors) {
        int numeric = (int) recipe.parts().stream().filter(RowRecipe.Quantity.class::isInstance).count();
        List<Input> inputs = new ArrayList<>();
        if (numeric > 0) {
            float[] values = new float[vectors.length * numeric];
            for (int row = 0; row < vectors.length; row++) {
                System.arraycopy(vectors[row], 0, values, row * numeric, numeric);
            }
            inputs.add(new Input.Floats(Preprocessing.NUMERIC, List.of(numeric), values));
        }
        int categorical = recipe.parts().size() - numeric;
        if (categorical > 0) {
            long[] values = new long[vectors.length * categorical];
            for (int row = 0; row < vectors.length; row++) {
                int from = numeric;
                for (int c = 0; c < categorical; c++) {
                    int width = Objects.requireNonNull(recipe.parts().get(numeric + c)).width();
                    values[row * categorical + c] = first(vectors[row], from, width);
                    from += width;
                }
            }
            inputs.add(new Input.Longs(Preprocessing.CATEGORICAL, List.of(categorical), values));
        }
        return inputs;
    }

    private static int first(float[] vector, int from, int width) {
        int place = 0;
        while (place < width - 1 && vector[from + place] == 0) {
            place++;
        }
        return place;
    }
}
