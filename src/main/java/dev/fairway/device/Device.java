package dev.fairway.device;

/**
 * A processor of this host that a model can run on.
 *
 * @param name {@code cpu}, or {@code cuda:} and the number of a card
 */
public record Device(String name) {

    public static final Device CPU = new Device("cpu");

    @Override
    public String toString() {
        return name;
    }
}
