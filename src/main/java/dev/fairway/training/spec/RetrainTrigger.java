package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** What makes a model be trained again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "on")
@JsonSubTypes({@JsonSubTypes.Type(value = RetrainTrigger.Schedule.class, name = "schedule"),
        @JsonSubTypes.Type(value = RetrainTrigger.Data.class, name = "data"),
        @JsonSubTypes.Type(value = RetrainTrigger.Drift.class, name = "drift"),
        @JsonSubTypes.Type(value = RetrainTrigger.Bias.class, name = "bias")})
public sealed interface RetrainTrigger {

    /**
     * The clock. Either a cron expression or an interval is given.
     *
     * @param cron six fields, seconds first, as {@link CronExpression} reads them
     * @param zone where the clock of the expression hangs
     * @param every counted from when the policy was made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Schedule(@Nullable String cron, @Nullable ZoneId zone, @Nullable Duration every) implements RetrainTrigger {

        /** Empty for an expression that never comes true again, such as a 30th of February. */
        Optional<Instant> next(Instant since, Instant after) {
            if (every != null) {
                long passed = Math.max(0, Duration.between(since, after).dividedBy(every));
                return Optional.of(since.plus(every.multipliedBy(passed + 1)));
            }
            ZoneId place = zone == null ? ZoneId.of("UTC") : zone;
            return Optional
                    .ofNullable(CronExpression.parse(String.valueOf(cron)).next(ZonedDateTime.ofInstant(after, place)))
                    .map(ZonedDateTime::toInstant);
        }
    }

    /**
     * A new version of the data set that the model was last trained on.
     *
     * @param minRows rows that it must have more
     */
    record Data(long minRows) implements RetrainTrigger {}

    /**
     * The monitor's alarm that what the version in production sees, or says, is not what it was.
     *
     * @param features whose drift counts, the prediction's under its own name; any when empty
     */
    record Drift(List<String> features) implements RetrainTrigger {

        public Drift {
            features = List.copyOf(features);
        }
    }

    /** The monitor's alarm that the version in production treats a group otherwise than is tolerated. */
    record Bias() implements RetrainTrigger {}
}
