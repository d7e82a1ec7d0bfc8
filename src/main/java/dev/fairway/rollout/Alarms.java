package dev.fairway.rollout;

import dev.fairway.monitoring.BiasRaised;
import dev.fairway.monitoring.DriftRaised;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.training.AlarmRaised;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Passes on what the monitor says of versions in production to whoever trains them again. */
@Component
class Alarms {

    private final Models models;
    private final ApplicationEventPublisher events;

    Alarms(Models models, ApplicationEventPublisher events) {
        this.models = models;
        this.events = events;
    }

    @EventListener
    void on(DriftRaised drift) {
        pass(new AlarmRaised(drift.version(), "drift", drift.feature(),
                String.format(Locale.ROOT,
                        "%s of version %d drifted: its score is %.4f, and may be %.4f (window until %s)",
                        drift.feature(), drift.version().number(), drift.score(), drift.threshold(), drift.at())));
    }

    @EventListener
    void on(BiasRaised bias) {
        pass(new AlarmRaised(bias.version(), "bias", "",
                "version %d treats a group otherwise than is tolerated (window until %s)"
                        .formatted(bias.version().number(), bias.at())));
    }

    private void pass(AlarmRaised alarm) {
        VersionId version = alarm.version();
        if (models.alias(version.model(), Models.PRODUCTION).equals(Optional.of(version))) {
            events.publishEvent(alarm);
        }
    }
}
