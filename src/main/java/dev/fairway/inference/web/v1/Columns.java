package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that a request may bring to a version, filled while it is read: the features, and facts beside them. */
final class Columns {

    private final List<Cells> features = new ArrayList<>();
    private final List<Cells.Words> attributes = new ArrayList<>();
    private final Map<String, Cells> byName = new HashMap<>();

    Columns(List<Feature> features, Set<String> attributes) {
        features.forEach(feature -> this.features.add(named(Cells.of(feature))));
        attributes.stream()
                .filter(name -> !byName.containsKey(name))
                .forEach(name -> this.attributes.add(named(new Cells.Words(name))));
    }

    private <C extends Cells> C named(C cells) {
        byName.put(cells.name(), cells);
        return cells;
    }

    /** The features, in the order of the schema. */
    List<Cells> features() {
        return features;
    }

    /** The facts beside the features; a request may leave them out. */
    List<Cells.Words> attributes() {
        return attributes;
    }

    /** @throws Refusal naming the place when no column has the name */
    Cells get(String name, String place) {
        Cells cells = byName.get(name);
        if (cells == null) {
            throw invalid(place, "%s is no column of this model; its columns are %s".formatted(name,
                    features.stream().map(Cells::name).toList()));
        }
        return cells;
    }

    /** @throws Refusal when no fact of the name is kept */
    Cells.Words fact(String name) {
        if (byName.get(name) instanceof Cells.Words cells && attributes.contains(cells)) {
            return cells;
        }
        throw invalid("parameters.attributes." + name, "is no attribute that is watched for this model; there are %s"
                .formatted(attributes.stream().map(Cells::name).toList()));
    }

    /** @throws Refusal when a feature has no cells, or a column not as many as the others */
    void checkCounts() {
        Cells first = features.getFirst();
        for (Cells cells : features) {
            if (cells.count() == 0) {
                throw invalid("column " + cells.name(), "is missing; send a cell per row, null where it is not known");
            }
            checkCount(first, cells);
        }
        attributes.stream().filter(cells -> cells.count() > 0).forEach(cells -> checkCount(first, cells));
    }

    private static void checkCount(Cells first, Cells cells) {
        if (cells.count() != first.count()) {
            throw Refusal.malformed("column " + cells.name(), "has %d cells, but column %s has %d; send one per row"
                    .formatted(cells.count(), first.name(), first.count()));
        }
    }

    Rows rows() {
        Map<String, Column> columns = new LinkedHashMap<>();
        features.forEach(cells -> columns.put(cells.name(), cells.column()));
        return new Rows(features.getFirst().count(), columns);
    }

    /** The facts that the request brought, a word per row. */
    Map<String, @Nullable String[]> facts() {
        Map<String, @Nullable String[]> facts = new LinkedHashMap<>();
        attributes.stream().filter(Cells.Words::isKnown).forEach(cells -> facts.put(cells.name(), cells.values()));
        return facts;
    }

    static Refusal invalid(String place, String message) {
        return new Refusal(Refusal.Kind.INVALID, place + ": " + message,
                List.of(new Refusal.FieldError(place, message)));
    }
}
