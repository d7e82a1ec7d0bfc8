package dev.fairway.training.course;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Step;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Prepared;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.spec.ColumnSteps.Missing.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of numbers and categories. */
record TableCourse(TrainSpec spec, Dataset dataset, ColumnPlan plan, Examples examples, Partition partition)
        implements
            Course {

    static TableCourse of(TrainSpec spec, Dataset dataset) {
        ColumnPlan plan = ColumnPlan.of(spec, dataset);
        Examples examples = Examples.read(plan, dataset);
        return new TableCourse(spec, dataset, plan, examples, partition(spec, examples));
    }

    /**
     * Rows without a value in a column that drops them are in no part: the model refuses such rows.
     *
     * @throws Refusal when none is left to learn from
     */
    static Partition partition(TrainSpec spec, Examples examples) {
        Map<String, Column> required = new LinkedHashMap<>(examples.features().columns());
        required.keySet().removeIf(column -> spec.preprocessing().of(column).missing().method() != Method.DROP);
        Partition complete = examples.partition(spec.split(), spec.seed())
                .only(row -> required.values().stream().noneMatch(column -> column.isMissing(row)));
        if (complete.train().length == 0 && !required.isEmpty()) {
            throw Refusal.invalid("preprocessing.missing",
                    "'drop' leaves no row to learn from: each lacks one of " + String.join(", ", required.keySet()));
        }
        return complete;
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
            parts.put(name, new Material.Part(samples, rows.truth(), rows.attributes(), before(name)));
        });
        return new Material(prepared.schema(), shape(prepared), new HiddenCategories(), parts,
                new Material.Served(new Modality.Table(prepared.schema()),
                        Map.of(VersionFolder.PREPROCESSING, prepared.preprocessing()),
                        Objects.requireNonNull(prepared.parts().get("train")).features()));
    }

    private @Nullable Truth before(String part) {
        return spec.split().method() == TrainSpec.Split.Method.TIME
                ? examples.before(Objects.requireNonNull(partition.parts().get(part)))
                : null;
    }

    /** Read from the table again: the other version may look at other columns. */
    @Override
    public Samples heldOut(VersionFolder other, Material own) throws Incomparable {
        if (!(other.manifest().modality() instanceof Modality.Table(Schema schema))) {
            throw new Incomparable("it reads no columns");
        }
        List<Table.Selection> columns = columns(schema, dataset);
        int[] rows = Objects.requireNonNull(partition.parts().get(own.heldOut()));
        Samples samples = own.part(own.heldOut()).samples();
        try {
            Rows read = Examples
                    .read(new ColumnPlan(plan.task(), columns, plan.target(), List.of(), List.of()), dataset)
                    .select(rows)
                    .features();
            return Samples.of(other.preprocessing().fitted(), read, samples.targets(), samples.weights());
        } catch (Refusal e) {
            throw new Incomparable("it reads columns otherwise: " + e.getMessage());
        }
    }

    /** The columns that another version reads, as it reads them. */
    static List<Table.Selection> columns(Schema schema, Dataset dataset) throws Incomparable {
        List<Table.Selection> columns = new ArrayList<>();
        for (Feature feature : schema.features()) {
            if (dataset.column(feature.name()).isEmpty()) {
                throw new Incomparable(
                        "it reads the column '%s', which the data set does not have".formatted(feature.name()));
            }
            columns.add(new Table.Selection(feature.name(),
                    feature instanceof Feature.Numeric ? ColumnType.NUMERIC : ColumnType.CATEGORICAL));
        }
        return columns;
    }

    private NetworkShape shape(Prepared prepared) {
        Preprocessing steps = prepared.preprocessing();
        List<Integer> cardinalities = steps.categorical().stream().map(Step.Encode::cardinality).toList();
        return new NetworkShape(spec.architecture(), new Extents.Table(steps.numbers(), cardinalities),
                prepared.schema().target().width());
    }
}
