package dev.fairway.monitoring;

import dev.fairway.registry.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges windows that have closed, keeps what they say and tells of it. Belongs to the thread of {@link Watch}. */
@Component
class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Judge judge;
    private final Reports reports;
    private final WindowRows windows;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Map<VersionId, Alarms> alarms = new HashMap<>();

    Closing(
            Judge judge,
            Reports reports,
            WindowRows windows,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.judge = judge;
        this.reports = reports;
        this.windows = windows;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** Takes up the alarms that stood when the version was last watched. */
    void begin(VersionId version) {
        @Nullable
        Report newest = reports.newest(version).orElse(null);
        alarms.put(version, new Alarms(version, newest == null ? List.of() : newest.alarms()));
        tell(new WatchBegan(version, newest));
    }

    void end(VersionId version) {
        alarms.remove(version);
        tell(new WatchEnded(version));
    }

    /** A window without rows is told, but leaves nothing in the database. */
    void close(Monitor.Closed closed) {
        VersionId version = closed.watched().id();
        Alarms standing = alarms.computeIfAbsent(version, id -> new Alarms(id, List.of()));
        Judge.Judgement judgement = judge.judge(closed, standing);
        if (closed.counted().rows() > 0) {
            keep(judgement.report());
        }
        tell(new WindowClosed(judgement.report()));
        judgement.raised().forEach(this::tell);
    }

    /** In one go, so that no row is both in a report and in the open window that a restart goes on with. */
    private void keep(Report report) {
        transaction.executeWithoutResult(_ -> {
            reports.add(report);
            windows.delete(report.subject());
        });
    }

    /** A listener that fails must not stop the watch. */
    private void tell(Object event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException failure) {
            LOG.error("a listener failed on {}", event, failure);
        }
    }
}
