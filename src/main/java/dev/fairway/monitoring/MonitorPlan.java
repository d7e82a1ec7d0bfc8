package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Fairness;
import dev.fairway.monitoring.bias.BiasLimits;
import dev.fairway.monitoring.drift.DriftLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor looks at and when it speaks.
 *
 * @param window when a window closes
 * @param attributes protected attributes, whose groups are compared
 * @param favourable outcomes that favour a person: labels, or for a quantity ranges such as {@code >=1000}
 * @param drift limits of drift
 * @param bias limits of bias
 * @param falseAlarms budget of wrong alarms
 */
public record MonitorPlan(
        WindowLength window,
        List<Attribute> attributes,
        List<String> favourable,
        DriftLimits drift,
        BiasLimits bias,
        FalseAlarms falseAlarms) {

    /** @throws Refusal when an attribute is named twice */
    public MonitorPlan {
        attributes = List.copyOf(attributes);
        favourable = List.copyOf(favourable);
        Set<String> names = new HashSet<>();
        for (Attribute attribute : attributes) {
            if (!names.add(attribute.name())) {
                throw Refusal.invalid("attributes", attribute.name() + " is named twice");
            }
        }
    }

    /** What holds for a version when nobody has said otherwise: the groups it was trained to be judged by. */
    static MonitorPlan of(Fairness fairness, WindowLength window) {
        List<Attribute> attributes = fairness.attributes()
                .stream()
                .filter(a -> !a.privileged().isEmpty())
                .map(a -> new Attribute(a.name(), a.privileged(), List.of()))
                .toList();
        return new MonitorPlan(window, attributes, fairness.favourable(), DriftLimits.DEFAULT, BiasLimits.DEFAULT,
                FalseAlarms.DEFAULT);
    }

    MonitorPlan with(Change change) {
        return new MonitorPlan(Objects.requireNonNullElse(change.window, window),
                Objects.requireNonNullElse(change.attributes, attributes),
                Objects.requireNonNullElse(change.favourable, favourable),
                Objects.requireNonNullElse(change.drift, drift), Objects.requireNonNullElse(change.bias, bias),
                Objects.requireNonNullElse(change.falseAlarms, falseAlarms));
    }

    /**
     * A protected attribute: a feature of the model, or a column that requests carry beside its inputs.
     *
     * @param name column that tells the group
     * @param privileged values of the reference group; for a numeric column ranges: {@code >=25}, {@code <25},
     *     {@code 25..60} or {@code 25}
     * @param groups further values or ranges that make a group of their own; values known from training need not be
     *     named, all others share one group
     */
    public record Attribute(String name, List<String> privileged, List<String> groups) {

        /** @throws Refusal when it has no name or no privileged value */
        public Attribute(@Nullable String name, @Nullable List<String> privileged, @Nullable List<String> groups) {
            this.name = name == null ? "" : name;
            this.privileged = privileged == null ? List.of() : List.copyOf(privileged);
            this.groups = groups == null ? List.of() : List.copyOf(groups);
            if (this.name.isBlank()) {
                throw Refusal.invalid("attributes.name", "is missing; it is the column that tells the group");
            }
            if (this.privileged.isEmpty()) {
                throw Refusal.invalid("attributes.privileged",
                        "is missing for %s; name the values that others are compared with".formatted(name));
            }
        }
    }

    /** What an operator wants otherwise than it is; what is null stays. */
    public record Change(
            @Nullable WindowLength window,
            @Nullable List<Attribute> attributes,
            @Nullable List<String> favourable,
            @Nullable DriftLimits drift,
            @Nullable BiasLimits bias,
            @Nullable FalseAlarms falseAlarms) {

        static final Change NONE = new Change(null, null, null, null, null, null);

        /** This change, and then the later one. */
        Change then(Change later) {
            return new Change(later.window == null ? window : later.window,
                    later.attributes == null ? attributes : later.attributes,
                    later.favourable == null ? favourable : later.favourable, later.drift == null ? drift : later.drift,
                    later.bias == null ? bias : later.bias,
                    later.falseAlarms == null ? falseAlarms : later.falseAlarms);
        }
    }
}
