package dev.fairway.feature;

import java.util.List;

/**
 * Which groups are compared, and which outcome is the one to be wished for.
 *
 * @param attributes the protected attributes; they may but need not be features of the model
 * @param favourable the labels of the target that favour the person; empty when nothing is compared
 */
public record Fairness(List<Attribute> attributes, List<String> favourable) {

    public static final Fairness NONE = new Fairness(List.of(), List.of());

    public Fairness {
        attributes = List.copyOf(attributes);
        favourable = List.copyOf(favourable);
    }

    /**
     * @param name column that tells the group
     * @param privileged the values of the group that others are compared with
     */
    public record Attribute(String name, List<String> privileged) {

        public Attribute {
            privileged = List.copyOf(privileged);
        }
    }
}
