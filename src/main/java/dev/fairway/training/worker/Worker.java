package dev.fairway.training.worker;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that does one train job. It reads its order from the job's folder, leaves the version there, and tells of
 * itself in events on its standard output. It is a process of its own because native code can take it down, because
 * libtorch's random numbers belong to a process, and because native memory goes back to the system only with it.
 */
public final class Worker {

    /** Told its end: succeeded or cancelled. */
    private static final int DONE = 0;
    private static final int FAILED = 1;
    /** The service went away. */
    private static final int ORPHANED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private Worker() {}

    /**
     * Does the job of a folder in this process and ends it.
     *
     * @param jobFolder where {@code order.json} lies and the version will
     */
    public static void main(Path jobFolder) {
        PrintStream events = System.out;
        // Whatever prints or logs from here on must not get between the events.
        System.setOut(System.err);
        Commands commands = Commands.listen(System.in, () -> Runtime.getRuntime().halt(ORPHANED));
        System.exit(run(jobFolder, commands, new Events(events)));
    }

    static int run(Path jobFolder, Commands commands, Events events) {
        Work run = null;
        Meter meter = new Meter(new EnergyCounters());
        try {
            WorkOrder order = VersionFolder.JSON.readValue(jobFolder.resolve(WorkOrder.FILE), WorkOrder.class);
            run = new Work(order, jobFolder, commands, new Stages(events, meter), Clock.systemUTC());
            run.run();
            return DONE;
        } catch (Throwable e) { // also OutOfMemoryError: whoever waits for the job must hear of it
            LOG.error("the job failed", e);
            events.tell(meter.read());
            events.tell(new WorkerEvent.Failed(Failures.of(e, run == null ? null : run.stage())));
            return FAILED;
        }
    }
}
