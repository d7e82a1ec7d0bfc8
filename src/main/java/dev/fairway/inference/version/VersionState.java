package dev.fairway.inference.version;

/**
 * Whether a version answers.
 *
 * @param reason why it does not; empty when there is nothing to say
 */
public record VersionState(Phase phase, String reason) {

    /** Where a version is on its way. */
    public enum Phase {
        LOADING, READY, FAILED, UNLOADED
    }

    static final VersionState READY = new VersionState(Phase.READY, "");
    static final VersionState LOADING = new VersionState(Phase.LOADING, "is being loaded");
    static final VersionState FAILING = new VersionState(Phase.FAILED, "has failed on every request of late");
    static final VersionState WITHOUT_DEVICE = new VersionState(Phase.FAILED, "has no device to run on");
    static final VersionState UNLOADED = new VersionState(Phase.UNLOADED, "is not loaded");

    static VersionState failed(String reason) {
        return new VersionState(Phase.FAILED, "could not be loaded: " + reason);
    }

    public boolean isReady() {
        return phase == Phase.READY;
    }
}
