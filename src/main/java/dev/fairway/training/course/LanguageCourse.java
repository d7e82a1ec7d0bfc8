package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Texts;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Task;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.items.Labelled;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Targets;
import dev.fairway.training.prepare.Variation;
import dev.fairway.training.spec.TextInput;
import dev.fairway.training.texts.PreparedSequences;
import dev.fairway.training.texts.TextExamples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Texts that a network is to go on with, word by word; what class they lie under is of no interest. */
record LanguageCourse(TrainSpec spec, TextExamples examples, Partition partition) implements Course {

    /** Name of the network's output: what speaks for each word as the next. */
    private static final String LOGITS = "logits";

    static LanguageCourse of(TrainSpec spec, Dataset dataset) {
        return dataset.kind() == Dataset.Kind.TABLE ? ofColumn(spec, dataset) : ofTexts(spec, dataset);
    }

    private static LanguageCourse ofColumn(TrainSpec spec, Dataset dataset) {
        TextInput input = Objects.requireNonNull(spec.preprocessing().text());
        Examples examples = Examples.unsupervised(ColumnPlan.of(spec, dataset), dataset);
        return new LanguageCourse(spec, TextExamples.of(examples, Objects.requireNonNull(input.column())),
                examples.partition(spec.split(), spec.seed()));
    }

    private static LanguageCourse ofTexts(TrainSpec spec, Dataset dataset) {
        try (Texts texts = Texts.open(dataset)) {
            // One class for all: of the layout only the split is of interest.
            Labelled all = Labelled.of(texts.count(), _ -> "", texts::split);
            return new LanguageCourse(spec, TextExamples.read(dataset, all), all.partition(spec.split(), spec.seed()));
        }
    }

    @Override
    public String subject() {
        return "%d texts to go on with".formatted(examples.texts().length);
    }

    @Override
    public Material prepare() {
        PreparedSequences prepared = PreparedSequences.of(examples, Objects.requireNonNull(spec.preprocessing().text()),
                partition);
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        prepared.inputs().keySet().forEach(name -> parts.put(name, part(prepared, name)));
        int words = prepared.vocabulary().size();
        Truth nothing = new Truth.Anomalies(new boolean[0], false);
        Schema schema = new Schema(Task.TEXT_GENERATION, List.of(), Targets.of(spec, "next_word", nothing).target());
        Extents extents = new Extents.Text(words, prepared.steps().maxLength());
        return new Material(schema, new NetworkShape(spec.architecture(), extents, words), Variation.NONE, parts,
                new Material.Served(new Modality.Texts(prepared.steps(), null),
                        Map.of(VersionFolder.VOCABULARY, prepared.vocabulary()), ItemParts.none(0), gives(prepared)));
    }

    private static Material.Part part(PreparedSequences prepared, String name) {
        int rows = prepared.rows(name);
        float[] weights = new float[rows];
        java.util.Arrays.fill(weights, 1);
        Samples samples = new Samples(rows, Objects.requireNonNull(prepared.inputs().get(name)), new float[rows],
                weights);
        return new Material.Part(samples, new Truth.Anomalies(new boolean[rows], false), ItemParts.none(rows));
    }

    private static Signature gives(PreparedSequences prepared) {
        List<TensorSpec> inputs = prepared.steps()
                .inputs()
                .stream()
                .map(name -> new TensorSpec(name, DataType.INT64, List.of(TensorSpec.ANY, TensorSpec.ANY)))
                .toList();
        return new Signature(inputs,
                List.of(new TensorSpec(LOGITS, DataType.FP32, List.of(TensorSpec.ANY, prepared.vocabulary().size()))));
    }
}
