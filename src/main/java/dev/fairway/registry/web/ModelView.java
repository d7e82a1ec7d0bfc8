package dev.fairway.registry.web;

import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.VersionId;
import dev.fairway.registry.VersionStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model as callers see it.
 *
 * @param task what its newest version predicts; null where it does not say
 * @param aliases version number per alias
 * @param versions its versions, the oldest first
 * @param traffic which versions answer calls that name none, and which only see them
 */
record ModelView(
        String name,
        @Nullable Task task,
        Map<String, Integer> aliases,
        List<Version> versions,
        TrafficPlan traffic) {

    /** @param source where it comes from: {@code train_job} or {@code upload} */
    record Version(
            int version,
            String state,
            List<String> aliases,
            String source,
            Instant createdAt,
            String sha256,
            long size) {}

    static ModelView of(Models.Model model, Function<VersionId, VersionStates.Readiness> states, TrafficPlan traffic) {
        return new ModelView(model.name().value(), task(model.versions().getLast().manifest()),
                new TreeMap<>(model.aliases()),
                model.versions().stream().map(version -> version(version, model, states)).toList(),
                traffic.with(model.aliases().get(Models.PRODUCTION)));
    }

    private static @Nullable Task task(Manifest manifest) {
        Schema schema = manifest.schema();
        if (schema != null) {
            return schema.task();
        }
        Target target = manifest.target();
        return target == null ? null : target.task();
    }

    private static Version version(
            ModelVersion version,
            Models.Model model,
            Function<VersionId, VersionStates.Readiness> states) {
        return new Version(version.id().number(), states.apply(version.id()).state(), aliases(version.id(), model),
                version.manifest().source().type(), version.manifest().createdAt(), version.sha256(), version.size());
    }

    static List<String> aliases(VersionId id, Models.Model model) {
        return model.aliases()
                .entrySet()
                .stream()
                .filter(alias -> alias.getValue() == id.number())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
