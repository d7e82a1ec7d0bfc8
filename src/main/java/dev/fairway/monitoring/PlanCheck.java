package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.monitoring.bias.Grouping;
import java.util.ArrayList;
import java.util.List;

/** Holds a plan against what the model reads and predicts, so that a slip of the pen is not a group without rows. */
final class PlanCheck {

    private final Schema schema;
    private final List<FieldError> errors = new ArrayList<>();

    private PlanCheck(Schema schema) {
        this.schema = schema;
    }

    /** @throws Refusal when a privileged value or a favourable outcome can never occur; names all such fields */
    static void check(MonitorPlan plan, Schema schema) {
        PlanCheck check = new PlanCheck(schema);
        for (int a = 0; a < plan.attributes().size(); a++) {
            check.attribute("attributes[%d]".formatted(a), plan.attributes().get(a));
        }
        plan.favourable().forEach(check::favourable);
        if (!check.errors.isEmpty()) {
            throw Refusal.invalid(check.errors);
        }
    }

    private void attribute(String field, MonitorPlan.Attribute attribute) {
        schema.features()
                .stream()
                .filter(feature -> feature.name().equals(attribute.name()))
                .forEach(feature -> values(field, feature, attribute));
        if (attribute.name().equals(schema.target().name())) {
            errors.add(new FieldError(field + ".name", attribute.name() + " is what the model predicts"));
        }
    }

    private void values(String field, Feature feature, MonitorPlan.Attribute attribute) {
        switch (feature) {
            case Feature.Numeric _ -> {
                ranges(field + ".privileged", attribute.privileged());
                ranges(field + ".groups", attribute.groups());
            }
            case Feature.Categorical words -> attribute.privileged()
                    .stream()
                    .filter(value -> !words.categories().contains(value))
                    .forEach(value -> errors
                            .add(new FieldError(field + ".privileged", "%s never has the value %s; it has %s"
                                    .formatted(words.name(), value, words.categories()))));
            case Feature.Time time -> errors.add(new FieldError(field + ".name",
                    "%s holds times, which are no groups; use a column of words or numbers".formatted(time.name())));
        }
    }

    private void ranges(String field, List<String> values) {
        values.stream()
                .filter(value -> !Grouping.isRange(value))
                .forEach(value -> errors.add(new FieldError(field,
                        "%s is no range of numbers, such as >=25, <25, 25..60 or 25".formatted(value))));
    }

    private void favourable(String outcome) {
        switch (schema.target()) {
            case Target.Classes classes when !classes.labels().contains(outcome) -> errors.add(
                    new FieldError("favourable", "%s is none of the labels %s".formatted(outcome, classes.labels())));
            case Target.Classes _ -> {
            }
            case Target.Quantity _,Target.Anomaly _ -> ranges("favourable", List.of(outcome));
        }
    }
}
