package dev.fairway.inference.table;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Rows;
import dev.fairway.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tensors as the rows of a table: one for each feature of a version, and further ones for facts beside the features. */
public final class Table {

    private final List<Feature> features;
    private final Set<String> attributes;
    private final Map<String, Tensor> tensors;
    private final int count;

    /**
     * @param attributes facts that a request may bring
     * @param tensors of different names, at least one
     * @param maxRows rows that a request may have
     * @throws Refusal when the tensors are not columns of as many rows each
     */
    public Table(List<Feature> features, Set<String> attributes, List<Tensor> tensors, int maxRows) {
        this.features = features;
        this.attributes = attributes;
        this.tensors = tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        this.count = tensors.getFirst().elements();
        Set<String> names = features.stream().map(Feature::name).collect(Collectors.toSet());
        tensors.forEach(tensor -> check(tensor, names));
        if (count > maxRows) {
            throw new Refusal(Refusal.Kind.TOO_LARGE,
                    "a request may have %d rows; send the others in further requests".formatted(maxRows));
        }
    }

    private void check(Tensor tensor, Set<String> names) {
        List<Integer> shape = tensor.shape();
        if (!names.contains(tensor.name()) && !attributes.contains(tensor.name())) {
            throw Refusal.invalid("inputs." + tensor.name(), "is no column of this model; its columns are %s"
                    .formatted(features.stream().map(Feature::name).toList()));
        }
        if (shape.size() != 1 && !(shape.size() == 2 && shape.get(1) == 1)) {
            throw Refusal.malformed("inputs." + tensor.name() + ".shape",
                    "must be [rows] or [rows, 1], because an input is one column; it is " + shape);
        }
        if (tensor.elements() != count) {
            throw Refusal.malformed("inputs." + tensor.name(),
                    "has %d rows, but others have %d; send one cell per row".formatted(tensor.elements(), count));
        }
    }

    /** @throws Refusal when a feature has no tensor, or one that cannot be its column */
    public Rows rows() {
        Map<String, Column> columns = LinkedHashMap.newLinkedHashMap(features.size());
        features.forEach(feature -> columns.put(feature.name(), column(feature)));
        return new Rows(count, columns);
    }

    private Column column(Feature feature) {
        Tensor tensor = tensors.get(feature.name());
        if (tensor == null) {
            throw Refusal.invalid("inputs." + feature.name(),
                    "is missing; send a cell per row, %s where it is not known"
                            .formatted(feature instanceof Feature.Numeric ? "NaN, in JSON null," : "an empty string"));
        }
        return switch (feature) {
            case Feature.Numeric _ -> new Column.Numbers(Cells.numbers(tensor));
            case Feature.Categorical _,Feature.Time _ -> new Column.Words(Cells.words(tensor));
        };
    }

    /** The facts that the request brought, a word per row. */
    public Map<String, @Nullable String[]> facts() {
        Set<String> names = features.stream().map(Feature::name).collect(Collectors.toSet());
        Map<String, @Nullable String[]> facts = new LinkedHashMap<>();
        for (Tensor tensor : tensors.values()) {
            if (!names.contains(tensor.name())) {
                facts.put(tensor.name(), Cells.words(tensor));
            }
        }
        return facts;
    }
}
