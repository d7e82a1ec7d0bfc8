package dev.fairway.training.course;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Schema;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Targets;
import dev.fairway.training.prepare.Variation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of a table for the network of a version that learns on. A version that reads columns gets them by its own steps;
 * one that reads a matrix of numbers gets the numeric columns, standardised.
 */
record TunedTableCourse(TableCourse table, VersionFolder base) implements Course {

    /** @throws Refusal when the data set does not have what the version reads */
    static TunedTableCourse of(TrainSpec spec, Dataset dataset, VersionFolder base) {
        TableCourse own = TableCourse.of(spec, dataset);
        if (!(base.manifest().modality() instanceof Modality.Table(Schema schema))) {
            return new TunedTableCourse(own, base);
        }
        if (schema.features().stream().anyMatch(feature -> feature.name().equals(spec.target()))) {
            throw Refusal.invalid("architecture.version",
                    "the network reads the target '%s', which it could give back".formatted(spec.target()));
        }
        ColumnPlan plan;
        try {
            plan = own.plan().reading(TableCourse.columns(schema, dataset));
        } catch (Incomparable e) {
            throw Refusal.invalid("architecture.version", e.reason());
        }
        Examples examples = Examples.read(plan, dataset);
        return new TunedTableCourse(
                new TableCourse(spec, dataset, plan, examples, examples.partition(spec.split(), spec.seed())), base);
    }

    @Override
    public String subject() {
        return table.subject();
    }

    @Override
    public Samples heldOut(VersionFolder other, Material own) throws Incomparable {
        return table.heldOut(other, own);
    }

    @Override
    public Material prepare() {
        return switch (base.manifest().modality()) {
            case Modality.Table(Schema schema) -> prepare(schema);
            case Modality.Tensors(Signature signature) ->
                fitting(table.prepare(), signature.inputs().getFirst().shape().get(1));
            case Modality.Images _,Modality.Texts _ ->
                throw Refusal.invalid("architecture.version", "does not read tables");
        };
    }

    private static Material fitting(Material material, int width) {
        List<Input> inputs = material.train().samples().inputs();
        if (inputs.size() > 1 || !(inputs.getFirst() instanceof Input.Floats numbers)
                || (width > 0 && numbers.width() != width)) {
            throw Refusal.invalid("features",
                    "the network reads %s numeric columns and no others; name them in features.include"
                            .formatted(width > 0 ? Integer.toString(width) : "any number of"));
        }
        return material;
    }

    private Material prepare(Schema theirs) {
        Preprocessing steps = base.preprocessing();
        Preprocessing.Fitted fitted = steps.fitted();
        Map<String, Examples> rows = new LinkedHashMap<>();
        table.partition().parts().forEach((name, part) -> rows.put(name, table.examples().select(part)));
        Examples train = Objects.requireNonNull(rows.get("train"));
        Targets targets = Targets.of(table.spec(), table.plan().target().column(), train.truth());
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        rows.forEach((name, part) -> parts.put(name, new Material.Part(
                Samples.of(fitted, part.features(), targets.values(part.truth()), targets.weights(part.truth())),
                part.truth(), part.attributes())));
        Schema schema = new Schema(table.plan().task(), theirs.features(), targets.target());
        // What a network of somebody else's is built from is its own affair.
        NetworkShape shape = new NetworkShape(table.spec().architecture(), new Extents.Table(0, List.of()),
                targets.target().width());
        return new Material(schema, shape, Variation.NONE, parts, new Material.Served(new Modality.Table(schema),
                Map.of(VersionFolder.PREPROCESSING, steps), train.features()));
    }
}
