package dev.fairway.training.request;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Task;
import dev.fairway.training.CardSpec;
import dev.fairway.training.GateSpec;
import dev.fairway.training.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a job asks of its version: the {@code gate}, and the {@code card} that goes with it. */
final class RequestedGate {

    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_TEXTS = 100;

    private final Fields body;
    private final List<String> metrics;

    RequestedGate(Fields body, Task task) {
        this.body = body;
        this.metrics = Metrics.names(task).stream().map(name -> name.substring(Metrics.VALIDATION.length())).toList();
    }

    GateSpec gate(Fairness fairness) {
        Fields fields = body.section("gate");
        var gate = new GateSpec(min(fields), against(fields), metric(fields, "metric"),
                fields.number("tolerance", 0, 0, 1e12), fields.numberOrNull("min_gain", 0, 1e12),
                fields.flag("strict", false), fields.number("confidence", GateSpec.CONFIDENCE, 0.5, 0.999),
                fields.numberOrNull("max_latency_ratio", 0.01, 1_000), slices(fields),
                fields.numberOrNull("min_disparate_impact", 0, 1), fields.flag("beats_baselines", false));
        if (gate.minDisparateImpact() != null && fairness.attributes().isEmpty()) {
            fields.wrong("min_disparate_impact", "needs fairness.attributes, whose groups it compares");
        }
        if (gate.notWorseThan() == null) {
            List.of("metric", "tolerance", "min_gain", "strict", "max_latency_ratio")
                    .stream()
                    .filter(fields::has)
                    .forEach(field -> fields.wrong(field,
                            "goes with not_worse_than, which names the version to compare with"));
        } else if (gate.minGain() != null && gate.tolerance() > 0) {
            fields.wrong("tolerance", "cannot be given together with min_gain, which is stricter");
        }
        fields.end();
        return gate;
    }

    /** A number is a version, any other word an alias. */
    private static @Nullable String against(Fields fields) {
        String against = fields.label("not_worse_than");
        if (against != null && !against.matches("[1-9][0-9]{0,8}|[a-zA-Z_-][a-zA-Z0-9_-]{0,99}")) {
            fields.wrong("not_worse_than", "is an alias, such as production, or the number of a version");
        }
        return against;
    }

    private Map<String, Double> min(Fields fields) {
        Map<String, Double> min = new LinkedHashMap<>(fields.numbers("min", -1e12, 1e12));
        min.keySet().forEach(metric -> known(fields, "min." + metric, metric));
        return min;
    }

    private @Nullable String metric(Fields fields, String field) {
        String metric = fields.text(field);
        if (metric != null) {
            known(fields, field, metric);
        }
        return metric;
    }

    private void known(Fields fields, String field, String metric) {
        if (!metrics.contains(metric)) {
            fields.wrong(field, "is no metric of this task; its metrics are " + String.join(", ", metrics));
        }
    }

    private List<GateSpec.Slice> slices(Fields fields) {
        List<GateSpec.Slice> slices = new ArrayList<>();
        for (Fields slice : fields.sections("slices")) {
            String column = slice.required("column", "the column whose values make the groups");
            String metric = slice.required("metric", "what is compared between the groups");
            if (!metric.isEmpty()) {
                known(slice, "metric", metric);
            }
            if (!slice.has("max_gap")) {
                slice.wrong("max_gap", "is missing; it is the greatest difference between two groups");
            }
            slices.add(new GateSpec.Slice(column, metric, slice.number("max_gap", 1, 0, 1e12)));
            slice.end();
        }
        return slices;
    }

    CardSpec card() {
        Fields fields = body.section("card");
        var card = new CardSpec(text(fields, "intended_use"), texts(fields, "out_of_scope"), texts(fields, "limits"),
                text(fields, "contact"));
        fields.end();
        return card;
    }

    private static @Nullable String text(Fields fields, String name) {
        String text = fields.text(name);
        if (text != null) {
            checkLength(fields, name, text);
        }
        return text;
    }

    private static List<String> texts(Fields fields, String name) {
        List<String> texts = fields.texts(name);
        if (texts.size() > MOST_TEXTS) {
            fields.wrong(name, "may hold at most %d texts, not %d".formatted(MOST_TEXTS, texts.size()));
        }
        texts.forEach(text -> checkLength(fields, name, text));
        return texts;
    }

    private static void checkLength(Fields fields, String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            fields.wrong(name, "may have at most %d characters, not %d".formatted(LONGEST_TEXT, text.length()));
        }
    }
}
