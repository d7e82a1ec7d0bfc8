package dev.fairway.training.request;

import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.training.WarmStart;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the versions that train jobs are to go on from. */
@Component
public class ChosenVersions {

    private final Models models;

    public ChosenVersions(Models models) {
        this.models = models;
    }

    /** The version of that number or alias of a named model; null when there is none. */
    @Nullable
    public ModelVersion find(WarmStart reference) {
        var model = Objects.requireNonNull(reference.model());
        String alias = reference.alias();
        return (alias == null ? java.util.Optional.of(new VersionId(model, Objects.requireNonNull(reference.version())))
                : models.alias(model, alias)).flatMap(models::version).orElse(null);
    }
}
