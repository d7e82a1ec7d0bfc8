package dev.fairway.training.card;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.CardSpec;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Loss;
import dev.fairway.training.spec.Optimizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a version was made of and how: {@code card.json} in its folder, written by the worker that made it. */
public record Origin(Data data, Network network, Learning learning, CardSpec words) {

    private static final String FILE = "card.json";

    /**
     * @param rows of the whole data set
     * @param inputs the columns that the network reads; none of images and texts
     * @param split how its rows were divided, and {@code parts} how many each part got
     */
    public record Data(
            String id,
            String name,
            int version,
            Dataset.Kind kind,
            String format,
            long rows,
            String sha256,
            String target,
            List<String> inputs,
            TrainSpec.Split split,
            Map<String, Long> parts) {

        public Data {
            inputs = List.copyOf(inputs);
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /** @param parameters numbers that were learnt */
    public record Network(Architecture architecture, long parameters) {}

    /**
     * @param epochs that were planned
     * @param confidence of the intervals of what was measured
     */
    public record Learning(
            Loss loss,
            Optimizer optimizer,
            int epochs,
            int bestEpoch,
            StopReason stopReason,
            int batchSize,
            long seed,
            int threads,
            String engine,
            double confidence) {}

    /** Puts it into a version's folder that is being made. */
    public void write(VersionFolder folder) {
        folder.write(FILE, this);
    }

    /**
     * Empty for a version that was not trained here.
     *
     * @throws dev.fairway.registry.DamagedVersion when it cannot be read
     */
    static Optional<Origin> of(VersionFolder folder) {
        return folder.has(FILE) ? Optional.of(folder.read(FILE, Origin.class)) : Optional.empty();
    }
}
