package dev.fairway.training.request;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.training.spec.RetrainPolicy;
import dev.fairway.training.spec.RetrainTrigger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.JsonNode;

/** Reads when a model is to be trained again by itself. */
public final class RequestedPolicy {

    private static final Duration YEAR = Duration.ofDays(366);
    private static final Duration COOLDOWN = Duration.ofHours(1);
    private static final int PER_DAY = 4;
    /** What the monitor does not tell yet. */
    private static final Set<String> UNHEARD = Set.of("performance", "labels");

    private final List<FieldError> errors = new ArrayList<>();
    private final Fields body;

    public RequestedPolicy(JsonNode body) {
        this.body = new Fields(body, "", errors);
    }

    /** @throws Refusal that names everything that is wrong */
    public RetrainPolicy read() {
        boolean enabled = body.flag("enabled", true);
        List<RetrainTrigger> triggers = new ArrayList<>();
        for (Fields trigger : body.sections("triggers")) {
            RetrainTrigger read = trigger(trigger);
            if (read != null) {
                triggers.add(read);
            }
        }
        if (enabled && !body.has("triggers")) {
            body.wrong("triggers", "is missing; it says what starts a job, such as"
                    + " [{\"on\": \"schedule\", \"cron\": \"0 0 3 * * *\"}]");
        }
        var policy = new RetrainPolicy(enabled, triggers,
                body.duration("cooldown", COOLDOWN, Duration.ofMinutes(1), YEAR),
                body.whole("max_per_day", PER_DAY, 1, 1_000), job());
        body.notYet("rollout", "a version that passes its gate goes to the alias of the job's on_success");
        body.end();
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return policy;
    }

    private @Nullable JsonNode job() {
        JsonNode job = body.node("job");
        if (job != null && !job.isObject()) {
            body.wrong("job", "must be an object with the fields of a train job");
        }
        return job;
    }

    private @Nullable RetrainTrigger trigger(Fields fields) {
        String on = fields.required("on", "what it waits for: schedule, data, drift or bias");
        RetrainTrigger trigger = switch (on) {
            case "schedule" -> schedule(fields);
            case "data" -> new RetrainTrigger.Data(fields.whole("min_rows", 1L, 1, Long.MAX_VALUE));
            case "drift" -> new RetrainTrigger.Drift(fields.texts("features"));
            case "bias" -> new RetrainTrigger.Bias();
            default -> null;
        };
        if (trigger == null && !on.isEmpty()) {
            fields.wrong("on", "'%s' is not %s; use schedule, data, drift or bias".formatted(on,
                    UNHEARD.contains(on) ? "supported yet" : "known"));
        } else if (trigger != null) {
            fields.end();
        }
        return trigger;
    }

    private static RetrainTrigger schedule(Fields fields) {
        String cron = fields.text("cron");
        Duration every = fields.has("every") ? fields.duration("every", YEAR, Duration.ofMinutes(1), YEAR) : null;
        if ((cron == null) == (every == null)) {
            fields.wrong("cron", "must be given, or else every, and not both");
        }
        if (cron != null && !CronExpression.isValidExpression(cron)) {
            fields.wrong("cron",
                    "'%s' is not one: it has six fields, second minute hour day month weekday, as in 0 0 3 * * MON"
                            .formatted(cron));
        }
        return new RetrainTrigger.Schedule(cron, zone(fields, cron), every);
    }

    private static @Nullable ZoneId zone(Fields fields, @Nullable String cron) {
        String zone = fields.text("zone");
        if (zone == null) {
            return null;
        }
        if (cron == null) {
            fields.wrong("zone", "goes with cron");
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            fields.wrong("zone", "'%s' is no time zone; Europe/Berlin is one".formatted(zone));
            return null;
        }
    }
}
