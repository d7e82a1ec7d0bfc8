package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Feature;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.monitoring.bias.Grouping;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What monitoring has to know of a version.
 *
 * @param schema what it reads and predicts
 * @param reference what the training rows looked like
 * @param groups values of each protected attribute that the test rows had
 */
record Watched(VersionId id, Schema schema, ReferenceProfile reference, Map<String, List<String>> groups) {

    /** Whether there is anything to compare its traffic with. */
    static boolean isPossible(ModelVersion version) {
        return schema(version.manifest()).isPresent() && version.folder().has(VersionFolder.REFERENCE);
    }

    /**
     * Reads the version's folder.
     *
     * @throws Refusal when there is nothing to compare its traffic with
     */
    static Watched of(ModelVersion version) {
        return new Watched(version.id(), schema(version), version.folder().reference(), groups(version.folder()));
    }

    /** @throws Refusal when it is not known what the version predicts */
    static Schema schema(ModelVersion version) {
        return schema(version.manifest()).orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT,
                "%s gives tensors that nobody has said the meaning of, so its traffic cannot be watched"
                        .formatted(version.id())));
    }

    /** Of images and texts there are no columns to watch, but what is said of them. */
    private static Optional<Schema> schema(Manifest manifest) {
        Target target = manifest.target();
        return manifest.schema() != null || target == null ? Optional.ofNullable(manifest.schema())
                : Optional.of(new Schema(target.task(), List.of(), target));
    }

    private static Map<String, List<String>> groups(VersionFolder folder) {
        if (!folder.has(VersionFolder.EVALUATION)) {
            return Map.of();
        }
        return folder.evaluation()
                .groups()
                .stream()
                .collect(Collectors.groupingBy(Evaluation.Group::attribute,
                        Collectors.mapping(Evaluation.Group::value, Collectors.toList())));
    }

    Optional<Feature> feature(String name) {
        return schema.features().stream().filter(feature -> feature.name().equals(name)).findFirst();
    }

    /** The groups of an attribute, of which there are at most {@code most} beside the one for all others. */
    Grouping grouping(MonitorPlan.Attribute attribute, int most) {
        boolean ranges = feature(attribute.name()).map(Feature.Numeric.class::isInstance)
                .orElseGet(() -> attribute.privileged().stream().allMatch(Watched::isProperRange));
        return ranges ? Grouping.ofRanges(attribute.name(), attribute.privileged(), attribute.groups(), most)
                : Grouping.ofWords(attribute.name(), attribute.privileged(), known(attribute), most);
    }

    private List<String> known(MonitorPlan.Attribute attribute) {
        List<String> trained = feature(attribute.name()).map(this::categories)
                .orElseGet(() -> groups.getOrDefault(attribute.name(), List.of()));
        return Stream.concat(attribute.groups().stream(), trained.stream()).distinct().toList();
    }

    private List<String> categories(Feature feature) {
        return feature instanceof Feature.Categorical categorical ? categorical.categories() : List.of();
    }

    /** A bare number may as well be a code word of an attribute that is no feature. */
    private static boolean isProperRange(String text) {
        return Grouping.isRange(text) && (!Character.isDigit(text.strip().charAt(0)) || text.contains(".."));
    }
}
