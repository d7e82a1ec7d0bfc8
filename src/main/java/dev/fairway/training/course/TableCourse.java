package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.feature.Preprocessing;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.DataChecks;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Prepared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows of numbers and categories. */
record TableCourse(TrainSpec spec, ColumnPlan plan, Examples examples, Partition partition) implements Course {

    static TableCourse of(TrainSpec spec, Dataset dataset) {
        ColumnPlan plan = ColumnPlan.of(spec, dataset);
        Examples examples = Examples.read(plan, dataset);
        return new TableCourse(spec, plan, examples, Partition.of(examples.truth(), spec.split(), spec.seed()));
    }

    @Override
    public QualityReport report() {
        return DataChecks.of(spec, plan, examples, partition);
    }

    @Override
    public String subject() {
        return "%d columns to learn from".formatted(plan.features().size());
    }

    @Override
    public Material prepare() {
        Prepared prepared = Prepared.of(spec, plan, examples, partition);
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        prepared.samples().forEach((name, samples) -> {
            Examples rows = Objects.requireNonNull(prepared.parts().get(name));
            parts.put(name, new Material.Part(samples, rows.truth(), rows.attributes()));
        });
        return new Material(prepared.schema(), shape(prepared), new HiddenCategories(), parts,
                new Material.Served(new Modality.Table(prepared.schema()),
                        Map.of(VersionFolder.PREPROCESSING, prepared.preprocessing()),
                        Objects.requireNonNull(prepared.parts().get("train")).features()));
    }

    private NetworkShape shape(Prepared prepared) {
        Preprocessing steps = prepared.preprocessing();
        List<Integer> cardinalities = steps.categorical().stream().map(Preprocessing.Encode::cardinality).toList();
        return new NetworkShape(spec.architecture(), new Extents.Table(steps.numeric().size(), cardinalities),
                prepared.schema().target().width());
    }
}
