package dev.fairway.training.course;

/** Another version cannot be run on the rows of a job; the message says why, in words for a caller. */
public final class Incomparable extends Exception {

    public Incomparable(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
