package dev.fairway.training.worker;

import dev.fairway.training.WorkerEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;

/** What this worker has taken since it was started, with all that Java and the native libraries do. */
final class Meter {

    private final String worker = UUID.randomUUID().toString();
    private final EnergyCounters counters;

    Meter(EnergyCounters counters) {
        this.counters = counters;
    }

    WorkerEvent.Spent read() {
        double cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        return new WorkerEvent.Spent(worker, ManagementFactory.getRuntimeMXBean().getUptime() / 1e3, cpu,
                counters.joules());
    }
}
