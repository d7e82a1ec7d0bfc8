package dev.fairway.inference.serving;

import dev.fairway.feature.Target;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.Terms;
import dev.fairway.inference.version.LoadedVersions;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the loaded versions, behind everybody else who asks them. */
@Component
class PatientVersions implements ShadowVersions {

    private final LoadedVersions versions;
    private final Models models;
    private final Terms terms;

    PatientVersions(LoadedVersions versions, Models models, InferenceProperties properties) {
        this.versions = versions;
        this.models = models;
        this.terms = new Terms(properties.timeout(), Terms.LOWEST, () -> false);
    }

    @Override
    public Output ask(VersionId version, Input input) {
        return versions.find(version).answer(input, terms);
    }

    @Override
    public double spread(VersionId version) {
        return models.version(version)
                .map(known -> target(known.manifest()) instanceof Target.Quantity quantity ? quantity.scale() : 1.0)
                .orElse(1.0);
    }

    private static @Nullable Target target(Manifest manifest) {
        return switch (manifest.modality()) {
            case Modality.Table table -> table.schema().target();
            case Modality.Images images -> images.target();
            case Modality.Texts texts -> texts.target();
            case Modality.Tensors _ -> null;
        };
    }
}
