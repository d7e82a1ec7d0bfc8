package dev.fairway.inference.web.v2;

import dev.fairway.inference.queue.VersionStatistics;
import dev.fairway.inference.queue.VersionStatistics.Spent;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What loaded versions have done since they were loaded, as Triton's statistics extension tells it. */
@RestController
class V2Statistics {

    private static final Duration NEVER = new Duration(0, 0);

    record Statistics(List<OfModel> modelStats) {}

    /** @param lastInference in milliseconds since 1970; 0 before the first */
    record OfModel(
            String name,
            String version,
            long lastInference,
            long inferenceCount,
            long executionCount,
            OfInference inferenceStats,
            List<OfBatch> batchStats) {}

    /** There is no cache of answers, so nothing is ever found or missed there. */
    record OfInference(
            Duration success,
            Duration fail,
            Duration queue,
            Duration computeInput,
            Duration computeInfer,
            Duration computeOutput,
            Duration cacheHit,
            Duration cacheMiss) {}

    record OfBatch(int batchSize, Duration computeInput, Duration computeInfer, Duration computeOutput) {}

    /** How often something happened, and how many nanoseconds it took all told. */
    record Duration(long count, long ns) {

        static Duration of(Spent spent) {
            return new Duration(spent.count(), spent.nanos());
        }
    }

    private final Serving serving;
    private final Catalogue catalogue;

    V2Statistics(Serving serving, Catalogue catalogue) {
        this.serving = serving;
        this.catalogue = catalogue;
    }

    @GetMapping("/v2/models/stats")
    Statistics all() {
        return statistics(catalogue.versions().stream());
    }

    @GetMapping("/v2/models/{model}/stats")
    Statistics ofModel(@PathVariable String model) {
        return statistics(catalogue.model(model).versions().stream());
    }

    @GetMapping("/v2/models/{model}/versions/{version}/stats")
    Statistics ofVersion(@PathVariable String model, @PathVariable String version) {
        return new Statistics(List.of(statistics(serving.version(catalogue.version(model, version).id()))));
    }

    private Statistics statistics(Stream<ModelVersion> versions) {
        return new Statistics(versions.flatMap(version -> serving.loaded(version.id()).stream())
                .map(V2Statistics::statistics)
                .toList());
    }

    private static OfModel statistics(ServedVersion version) {
        VersionStatistics counted = version.meters().statistics();
        Instant last = counted.lastInference();
        return new OfModel(version.id().model().value(), Integer.toString(version.id().number()),
                last == null ? 0 : last.toEpochMilli(), counted.inferences(), counted.executions(),
                new OfInference(Duration.of(counted.success()), Duration.of(counted.fail()),
                        Duration.of(counted.queue()), Duration.of(counted.computeInput()),
                        Duration.of(counted.computeInfer()), Duration.of(counted.computeOutput()), NEVER, NEVER),
                counted.batches().stream().map(V2Statistics::batch).toList());
    }

    private static OfBatch batch(VersionStatistics.OfSize size) {
        return new OfBatch(size.rows(), Duration.of(size.computeInput()), Duration.of(size.computeInfer()),
                Duration.of(size.computeOutput()));
    }
}
