package dev.fairway.training.quality;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.quality.items.ItemSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The figures and classes of other images or texts. */
record NewerItems(String what, Map<String, Column> columns) implements DriftCheck.Others {

    static NewerItems of(String what, ItemSource source, IntFunction<@Nullable String> labels, TrainSpec spec) {
        int[] rows = Sample.of(source.count(), source.affordable(), spec.seed()).rows();
        List<ItemSource.Seen> seen = Arrays.stream(rows).mapToObj(source::look).toList();
        Map<String, Column> columns = new HashMap<>();
        for (int m = 0; m < source.measures().size(); m++) {
            int measure = m;
            columns.put(source.measures().get(m),
                    new Column.Numbers(seen.stream().mapToDouble(item -> item.measures()[measure]).toArray()));
        }
        columns.put(spec.target(), new Column.Words(Arrays.stream(rows).mapToObj(labels).toArray(String[]::new)));
        return new NewerItems(what, columns);
    }

    @Override
    public Column like(ColumnValues column) {
        Column other = columns.get(column.name());
        if (other == null) {
            throw Refusal.invalid(column.name(), "is not known there");
        }
        return other;
    }
}
