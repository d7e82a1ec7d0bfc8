package dev.fairway.training.course;

import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Images or texts beside what is true of them. */
record ItemParts(TrainSpec spec, Truth truth, Partition partition) {

    Schema schema() {
        Target target = Targets.of(spec, spec.target(), truth.select(partition.train())).target();
        return new Schema(target.task(), List.of(), target);
    }

    /** @param inputs what the network reads of each part */
    Map<String, Material.Part> parts(Map<String, List<Input>> inputs) {
        Targets targets = Targets.of(spec, spec.target(), truth.select(partition.train()));
        Map<String, Material.Part> parts = new LinkedHashMap<>();
        partition.parts().forEach((name, rows) -> {
            Truth own = truth.select(rows);
            Samples samples = new Samples(rows.length, Objects.requireNonNull(inputs.get(name)), targets.values(own),
                    targets.weights(own));
            parts.put(name, new Material.Part(samples, own, none(rows.length)));
        });
        return parts;
    }

    /** Rows without a column. */
    static Rows none(int rows) {
        return new Rows(rows, Map.of());
    }

    Rows training() {
        return none(partition.train().length);
    }
}
