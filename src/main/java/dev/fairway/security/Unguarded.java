package dev.fairway.security;

/** The settings would open the service to callers that nobody has checked, so it does not start. */
class Unguarded extends RuntimeException {

    private final String remedy;

    Unguarded(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
