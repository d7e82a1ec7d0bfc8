package dev.fairway.inference.serving;

import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is measured of one shadow of one version: five meters, there from its beginning and removed with it. */
final class ShadowMeters {

    /** What became of a request that a shadow was to see. */
    enum Outcome {
        AGREE,
        DISAGREE,
        /** The shadow failed on it. */
        FAILED,
        /** The shadow had no room for it. */
        SHED
    }

    private static final double[] SIZES = {0.001, 0.01, 0.1, 0.5, 1};

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> answers = new EnumMap<>(Outcome.class);
    private final DistributionSummary difference;

    ShadowMeters(MeterRegistry registry, VersionId answering, VersionId shadow) {
        this.registry = registry;
        Tags tags = Tags.of("model", answering.model().value(), "version", Integer.toString(answering.number()),
                "shadow", Integer.toString(shadow.number()));
        for (Outcome outcome : Outcome.values()) {
            answers.put(outcome,
                    Counter.builder("fairway.shadow.answers")
                            .description("answers of a version that were held against a shadow's, by what came of it")
                            .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
        difference = DistributionSummary.builder("fairway.shadow.difference")
                .description(
                        "how far a shadow's answer was from the caller's: of the label's probability, of a quantity in"
                                + " units of its spread, or the greatest of a tensor")
                .tags(tags)
                .serviceLevelObjectives(SIZES)
                .register(registry);
    }

    void count(Outcome outcome) {
        Counter counter = answers.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void compared(Difference found) {
        count(found.agrees() ? Outcome.AGREE : Outcome.DISAGREE);
        difference.record(found.size());
    }

    void remove() {
        answers.values().forEach(registry::remove);
        registry.remove(difference);
    }
}
