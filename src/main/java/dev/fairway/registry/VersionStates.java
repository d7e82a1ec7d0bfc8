package dev.fairway.registry;

import java.util.Map;

/** How ready versions are to answer. Inference implements it; without it nothing is loaded. */
public interface VersionStates {

    /**
     * @param state {@code registered}, {@code loading}, {@code loaded} or {@code failed}
     * @param instances copies in memory, by the name of their device
     */
    record Readiness(String state, Map<String, Integer> instances) {

        /** The files are there and nothing is in memory. */
        public static final Readiness REGISTERED = new Readiness("registered", Map.of());
    }

    Readiness of(VersionId id);
}
