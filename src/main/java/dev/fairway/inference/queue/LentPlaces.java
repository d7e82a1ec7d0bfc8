package dev.fairway.inference.queue;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The places of idle workers in which callers run their own requests. Guarded by the lock of the queue.
 *
 * <p>A request that nobody else is near, for a network that is quick, is run by its caller's own thread: waking a worker and
 * being woken by it would take longer than the run. Where there are others the worker serves them better, since they share
 * its runs; and a run that is not quick would keep the caller's thread, a virtual one, from letting others have its carrier.
 */
final class LentPlaces {

    private final Crews crews;
    private int lent;

    LentPlaces(Crews crews) {
        this.crews = crews;
    }

    /** Gives the worker in whose place the ticket's caller is to run it; null when nobody is idle. */
    @Nullable
    Worker lend(Ticket ticket) {
        Worker idle = crews.idle();
        if (idle != null) {
            idle.lend(ticket);
            lent++;
        }
        return idle;
    }

    void takeBack(Worker worker) {
        worker.takeBack();
        lent--;
    }

    /** Tells a worker that somebody has come. A signal wakes only one, who may have lent its place and can do nothing. */
    void tell(Condition arrived) {
        if (lent == 0) {
            arrived.signal();
        } else {
            arrived.signalAll();
        }
    }
}
