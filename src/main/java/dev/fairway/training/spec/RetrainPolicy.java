package dev.fairway.training.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When a model is trained again by itself.
 *
 * @param triggers what starts a job; any of them does
 * @param cooldown least time between two of these jobs
 * @param maxPerDay most of them within 24 hours
 * @param job fields of the job that differ from those of the model's last successful one; null: it is done again as it was
 */
public record RetrainPolicy(
        boolean enabled,
        List<RetrainTrigger> triggers,
        Duration cooldown,
        int maxPerDay,
        @Nullable JsonNode job) {

    public RetrainPolicy {
        triggers = List.copyOf(triggers);
    }

    /**
     * When the schedules are due next; empty where there is none.
     *
     * @param since when the policy was made, which intervals are counted from
     */
    public Optional<Instant> next(Instant since, Instant after) {
        return triggers.stream()
                .filter(RetrainTrigger.Schedule.class::isInstance)
                .map(RetrainTrigger.Schedule.class::cast)
                .flatMap(schedule -> schedule.next(since, after).stream())
                .min(Instant::compareTo);
    }

    /** Whether an alarm starts a job. */
    public boolean heeds(String alarm, String subject) {
        return enabled && triggers.stream().anyMatch(trigger -> switch (trigger) {
            case RetrainTrigger.Drift(List<String> features) ->
                alarm.equals("drift") && (features.isEmpty() || features.contains(subject));
            case RetrainTrigger.Bias _ -> alarm.equals("bias");
            case RetrainTrigger.Schedule _,RetrainTrigger.Data _ -> false;
        });
    }

    /** By how many rows a data set must have grown; empty where nobody waits for that. */
    public Optional<Long> growth() {
        return triggers.stream()
                .filter(RetrainTrigger.Data.class::isInstance)
                .map(trigger -> ((RetrainTrigger.Data) trigger).minRows())
                .min(Long::compareTo);
    }
}
