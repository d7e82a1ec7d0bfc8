package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the data must be like before anything is learnt from them. In JSON the limits stand beside the other fields.
 *
 * @param limits the limit of each check by its {@link DataCheck#field}; what is not among them is as usual
 * @param compareWith id of a newer data set that the training rows are compared with; null for none
 * @param group column whose values must not be on both sides of the split, such as the person a row is about; null where
 *     rows have nothing to do with each other
 */
public record Checks(
        @JsonAnyGetter @JsonAnySetter Map<String, Limit> limits,
        @Nullable String compareWith,
        @Nullable String group) {

    /** What is looked for where nobody asks for anything. */
    public static final Checks USUAL = new Checks(Map.of(), null, null);

    public Checks {
        Map<String, Limit> all = new LinkedHashMap<>();
        for (DataCheck check : DataCheck.values()) {
            all.put(check.field(), Objects.requireNonNullElse(limits.get(check.field()), check.usual()));
        }
        limits = Collections.unmodifiableMap(all);
    }

    public Limit of(DataCheck check) {
        return Objects.requireNonNull(limits.get(check.field()));
    }
}
