package dev.fairway.registry.intake;

import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Step;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what the schema, the preprocessing and the signature of a model of tables contradict each other in. */
final class TableCheck {

    private TableCheck() {}

    static void check(Draft draft, Mistakes mistakes) {
        Schema schema = draft.schema();
        Preprocessing preprocessing = draft.preprocessing();
        mistakes.unless(schema != null, "schema", "is missing; preprocessing needs the columns that it reads");
        mistakes.unless(preprocessing != null, "preprocessing",
                "is missing; a schema needs a step per feature: {\"steps\": [{\"type\": \"scale\", \"column\": …, \"imputed\": 0, \"centre\": 0, \"scale\": 1} or {\"type\": \"encode\", \"column\": …, \"categories\": […]}]}");
        if (schema != null && preprocessing != null) {
            columns(schema, preprocessing, mistakes);
            target(schema, mistakes);
            signature(preprocessing, draft.signature(), mistakes);
        }
    }

    private static void columns(Schema schema, Preprocessing preprocessing, Mistakes mistakes) {
        List<String> features = schema.features().stream().map(Feature::name).toList();
        mistakes.unless(!features.isEmpty(), "schema.features", "must have at least one feature");
        mistakes.unless(DraftCheck.unique(features), "schema.features", "has a feature twice");
        Map<String, Step> steps = new HashMap<>();
        for (Step step : preprocessing.steps()) {
            mistakes.unless(steps.put(step.column(), step) == null, "preprocessing.steps",
                    "has two steps for the column " + step.column());
            mistakes.unless(features.contains(step.column()), "preprocessing.steps",
                    "has a step for %s, which is no feature of the schema".formatted(step.column()));
        }
        schema.features().forEach(feature -> step(feature, steps.get(feature.name()), mistakes));
    }

    private static void step(Feature feature, @Nullable Step step, Mistakes mistakes) {
        boolean fits = switch (feature) {
            case Feature.Numeric _ -> step instanceof Step.Scale;
            case Feature.Categorical _ -> step instanceof Step.OfWords;
            case Feature.Time _ -> step instanceof Step.Dates;
        };
        mistakes.unless(fits, "preprocessing.steps",
                "must have one step %s for the feature %s".formatted(fitting(feature), feature.name()));
    }

    private static String fitting(Feature feature) {
        return switch (feature) {
            case Feature.Numeric _ -> "scale";
            case Feature.Categorical _ -> "encode or one_hot";
            case Feature.Time _ -> "dates";
        };
    }

    private static void target(Schema schema, Mistakes mistakes) {
        mistakes.unless(schema.task() == schema.target().task(), "schema.task",
                "must be binary_classification for two labels, multiclass_classification for more,"
                        + " regression for a quantity, anomaly_detection for an anomaly");
        DraftCheck.labels("schema.target", schema.target(), mistakes);
    }

    /** The steps say what goes into the network, so that a signature can only repeat it. */
    private static void signature(Preprocessing preprocessing, Draft.@Nullable Tensors signature, Mistakes mistakes) {
        if (signature == null) {
            return;
        }
        List<TensorSpec> made = made(preprocessing);
        boolean fits = made.size() == signature.inputs().size();
        for (int i = 0; fits && i < made.size(); i++) {
            TensorSpec said = signature.inputs().get(i);
            TensorSpec steps = made.get(i);
            fits = said.datatype() == steps.datatype() && said.shape().size() == 2
                    && (said.shape().get(1) == TensorSpec.ANY || said.shape().get(1).equals(steps.shape().get(1)));
        }
        mistakes.unless(fits, "signature.inputs", "contradicts the preprocessing, which makes " + made);
    }

    private static List<TensorSpec> made(Preprocessing preprocessing) {
        List<TensorSpec> made = new ArrayList<>();
        int numeric = preprocessing.numbers();
        int categorical = preprocessing.categorical().size();
        if (numeric > 0) {
            made.add(new TensorSpec(Preprocessing.NUMERIC, DataType.FP32, List.of(TensorSpec.ANY, numeric)));
        }
        if (categorical > 0) {
            made.add(new TensorSpec(Preprocessing.CATEGORICAL, DataType.INT64, List.of(TensorSpec.ANY, categorical)));
        }
        return made;
    }
}
