package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Schema;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.items.Labelled;
import dev.fairway.training.texts.HiddenWords;
import dev.fairway.training.texts.PreparedTexts;
import dev.fairway.training.texts.TextExamples;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts, a class each. */
record TextCourse(
        TrainSpec spec,
        Labelled labelled,
        TextExamples examples,
        Partition partition,
        @Nullable VersionFolder base) implements Course {

    /** @param base a version whose words are the ones that are known; null where there is none */
    static TextCourse of(TrainSpec spec, Dataset dataset, @Nullable VersionFolder base) {
        Labelled labelled = TextExamples.labelled(dataset);
        return new TextCourse(spec, labelled, TextExamples.read(dataset, labelled),
                labelled.partition(spec.split(), spec.seed()), base);
    }

    @Override
    public String subject() {
        return "%d texts".formatted(labelled.count());
    }

    @Override
    public Material prepare() {
        if (base != null && base.manifest().modality() instanceof Modality.Texts(var steps, _)) {
            return material(spec, examples, partition, PreparedTexts.of(examples, steps, base.vocabulary(), partition));
        }
        return prepare(spec, examples, partition);
    }

    static Material prepare(TrainSpec spec, TextExamples examples, Partition partition) {
        return material(spec, examples, partition,
                PreparedTexts.of(examples, Objects.requireNonNull(spec.preprocessing().text()), partition));
    }

    private static Material material(
            TrainSpec spec,
            TextExamples examples,
            Partition partition,
            PreparedTexts prepared) {
        ItemParts items = new ItemParts(spec, examples.truth(), partition);
        Schema schema = items.schema();
        Extents extents = new Extents.Text(prepared.vocabulary().size(), prepared.steps().maxLength());
        return new Material(schema, new NetworkShape(spec.architecture(), extents, schema.target().width()),
                new HiddenWords(), items.parts(prepared.inputs()),
                new Material.Served(new Modality.Texts(prepared.steps(), schema.target()),
                        Map.of(VersionFolder.VOCABULARY, prepared.vocabulary()), items.training()));
    }
}
