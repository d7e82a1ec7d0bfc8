package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.VersionId;

/** A version is asked for that the model does not have. */
class UnknownVersion extends Refusal {

    UnknownVersion(VersionId version) {
        super(Kind.UNKNOWN, "model %s has no version %d".formatted(version.model(), version.number()));
    }
}
