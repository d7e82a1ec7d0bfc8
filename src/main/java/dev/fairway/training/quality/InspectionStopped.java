package dev.fairway.training.quality;

/** Somebody asked for an end of an inspection. */
public final class InspectionStopped extends RuntimeException {

    InspectionStopped() {
        super("the inspection was stopped", null, false, false);
    }
}
