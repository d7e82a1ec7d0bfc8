package dev.fairway.inference.serving;

import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.registry.VersionId;

/** The versions, as shadows need them. */
interface ShadowVersions {

    /**
     * Asks a version what nobody waits for.
     *
     * @throws dev.fairway.contract.Refusal when it has no room for it, or fails on it
     */
    Output ask(VersionId version, Input input);

    /** The spread of the quantity that a version estimates; one for a version that estimates none. */
    double spread(VersionId version);
}
