package dev.fairway.training.prepare;

import dev.fairway.feature.DatePart;
import dev.fairway.feature.IsoTime;
import dev.fairway.feature.Step;
import dev.fairway.training.spec.ColumnSteps;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fits a column of moments: mean and spread of each part that does not come round. */
final class DatesFit {

    private DatesFit() {}

    static Step.Dates of(String column, @Nullable String[] values, ColumnSteps steps) {
        ColumnSteps.Dates dates = Objects.requireNonNull(steps.dates());
        String imputed = imputed(values, steps.missing());
        List<LocalDateTime> moments = Arrays.stream(values)
                .map(value -> value == null ? imputed : value)
                .flatMap(value -> Stream.ofNullable(value == null ? null : IsoTime.read(value)))
                .toList();
        boolean missing = Arrays.stream(values).anyMatch(Objects::isNull);
        return new Step.Dates(column, dates.parts().stream().map(part -> part(part, dates.cyclic(), moments)).toList(),
                imputed, PreprocessingFit.missing(steps.missing(), missing));
    }

    private static @Nullable String imputed(@Nullable String[] values, ColumnSteps.Missing missing) {
        return switch (missing.method()) {
            case CONSTANT -> missing.moment();
            case MODE -> {
                Map<String, Integer> counts = WordFit.counts(values);
                yield counts.isEmpty() ? null : WordFit.frequentFirst(counts).getFirst();
            }
            case IMPUTE, MEAN, MEDIAN, DROP -> null;
        };
    }

    private static Step.Dates.Part part(DatePart part, boolean cyclic, List<LocalDateTime> moments) {
        if (cyclic && part.period() > 0) {
            return new Step.Dates.Cyclic(part);
        }
        Moments spread = Moments.of(moments.stream().mapToDouble(part::of).toArray());
        return new Step.Dates.Scaled(part, spread.mean(), spread.scale());
    }
}
