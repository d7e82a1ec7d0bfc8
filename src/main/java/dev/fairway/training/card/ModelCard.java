package dev.fairway.training.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Evaluation.Calibration;
import dev.fairway.registry.Evaluation.Export;
import dev.fairway.registry.Evaluation.Range;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network.Format;
import dev.fairway.registry.VersionId;
import dev.fairway.training.CardSpec;
import dev.fairway.training.Convergence;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.Usage;
import dev.fairway.training.card.Origin.Data;
import dev.fairway.training.card.Origin.Learning;
import dev.fairway.training.card.Origin.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a version before one relies on it, after Mitchell et al. 2019 (arXiv:1810.03993). Nothing is
 * measured for it: all of it was written down when the version was made, registered and judged.
 *
 * @param intended what only people know; empty where nobody said
 * @param data what it was learnt from; null for a version that was not trained here, as the next two
 * @param caveats what a reader must not overlook in the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
        String model,
        int version,
        Details details,
        CardSpec intended,
        @Nullable Data data,
        @Nullable Network network,
        @Nullable Learning learning,
        @Nullable Quality quality,
        @Nullable Judged judged,
        Lineage lineage,
        @Nullable Usage usage,
        List<String> caveats,
        Map<String, String> files) {

    public ModelCard {
        caveats = List.copyOf(caveats);
        files = new TreeMap<>(files);
    }

    /**
     * @param task what it predicts; null where it does not say
     * @param size bytes of all files
     * @param sha256 hash of the manifest, and so of all files
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Details(
            @Nullable Task task,
            Format format,
            long size,
            String sha256,
            List<String> aliases,
            Instant createdAt,
            Instant registeredAt) {}

    /**
     * How good it is on rows that nothing was learnt from.
     *
     * @param split where those rows are from, {@code test} if there is one
     * @param groups the same metrics by protected group, and {@code slices} by the values of further columns
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quality(
            String split,
            List<Metric> metrics,
            Map<String, Map<String, Double>> splits,
            List<Evaluation.Group> groups,
            List<Evaluation.Group> slices,
            @Nullable Calibration calibration,
            @Nullable Export export) {}

    /** @param interval where it lies, with the confidence that {@code learning} tells; null where it is not known */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(String name, double value, @Nullable Range interval) {}

    /** What was said of it when it was done. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Judged(@Nullable Verdict gate, @Nullable Convergence convergence) {}

    /**
     * Where it comes from.
     *
     * @param warmStart the version whose weights its learning began with
     * @param trial the trial of a search that it is the result of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lineage(Manifest.Source source, @Nullable VersionId warmStart, @Nullable String trial) {}
}
