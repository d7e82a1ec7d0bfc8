package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.texts.TextExamples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Rows of a table with a column of texts, which is all that is learnt from. */
record TextColumnCourse(TrainSpec spec, ColumnPlan plan, Examples examples, Partition partition) implements Course {

    static TextColumnCourse of(TrainSpec spec, Dataset dataset) {
        ColumnPlan plan = ColumnPlan.of(spec, dataset);
        Examples examples = Examples.read(plan, dataset);
        return new TextColumnCourse(spec, plan, examples, examples.partition(spec.split(), spec.seed()));
    }

    @Override
    public String subject() {
        return "%d texts".formatted(examples.count());
    }

    @Override
    public Material prepare() {
        String column = plan.features().getFirst().column();
        Material texts = TextCourse.prepare(spec, TextExamples.of(examples, column), partition);
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        partition.parts().forEach((name, rows) -> {
            Material.Part part = Objects.requireNonNull(texts.parts().get(name));
            parts.put(name, new Material.Part(part.samples(), part.truth(), examples.attributes().select(rows)));
        });
        return new Material(texts.schema(), texts.shape(), texts.variation(), parts, texts.served());
    }
}
