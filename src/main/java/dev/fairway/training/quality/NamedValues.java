package dev.fairway.training.quality;

import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.feature.Column;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Rows;
import dev.fairway.training.examples.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the labels and groups that a request names for fairness are there. The profile of a data set names only the most
 * frequent values; here all of them are known.
 */
final class NamedValues {

    private NamedValues() {}

    /** @param attributes the protected attributes, in words */
    static void check(Subject subject, Rows attributes, Findings findings) {
        Fairness fairness = subject.spec().fairness();
        if (subject.truth() instanceof Truth.Classes classes) {
            absent(fairness.favourable(), Set.copyOf(classes.labels().words()))
                    .forEach(label -> findings.fact(Severity.ERROR, "favourable", subject.spec().target(), 0, 1,
                            "no row has the favourable label '%s'; name one that there is".formatted(label)));
        }
        for (Fairness.Attribute attribute : fairness.attributes()) {
            Set<String> values = values(attributes.columns().get(attribute.name()));
            absent(attribute.privileged(), values)
                    .forEach(value -> findings.fact(Severity.ERROR, "privileged", attribute.name(), 0, 1,
                            "no row has the privileged value '%s'; name one that there is".formatted(value)));
        }
    }

    private static Set<String> values(@Nullable Column column) {
        Set<String> values = new HashSet<>();
        if (column instanceof Column.Words words) {
            for (String word : words.values()) {
                if (word != null) {
                    values.add(word);
                }
            }
        }
        return values;
    }

    private static Stream<String> absent(List<String> named, Set<String> present) {
        return named.stream().filter(name -> !present.contains(name));
    }
}
