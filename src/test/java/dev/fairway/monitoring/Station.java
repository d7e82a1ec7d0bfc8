package dev.fairway.monitoring;

import com.fasterxml.uuid.Generators;
import dev.fairway.registry.Models;
import dev.fairway.testing.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Monitoring as it runs in the service, on a test's database and clock. */
final class Station implements AutoCloseable {

    static final Duration WINDOW = Duration.ofMinutes(15);

    final List<Object> told = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MonitorPlans plans;
    final Reports reports;
    final Watch watch;
    final Monitoring monitoring;

    Station(DataSource database, Models models, MovableClock clock) {
        this(database, models, clock, true);
    }

    Station(DataSource database, Models models, MovableClock clock, boolean enabled) {
        var properties = new MonitoringProperties(enabled, WINDOW, 100_000, Duration.ofHours(1), Duration.ofDays(90),
                100, 20, 1000);
        JdbcClient jdbc = JdbcClient.create(database);
        WindowRows windows = new WindowRows(jdbc);
        this.plans = new MonitorPlans(models, new PlanRows(jdbc), properties);
        this.reports = new Reports(jdbc);
        Closing closing = new Closing(new Judge(Generators.timeBasedEpochGenerator()::generate, properties), reports,
                windows, new DataSourceTransactionManager(database), told::add);
        Monitors monitors = new Monitors(models, plans, windows, closing, clock, properties);
        this.watch = new Watch(monitors, reports, new Dropped(meters), properties, clock);
        this.monitoring = new Monitoring(models, plans, reports, monitors, watch);
        watch.start();
    }

    /** Waits until everything so far is counted. */
    void settle() {
        watch.ask(() -> true);
    }

    <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        watch.stop();
    }
}
