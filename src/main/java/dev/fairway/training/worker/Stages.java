package dev.fairway.training.worker;

import dev.fairway.training.JobState;
import dev.fairway.training.WorkerEvent;

/** Tells what happens and remembers where the job stands. */
final class Stages {

    private final Events events;
    private final Meter meter;
    private JobState current = JobState.PREPARING;

    Stages(Events events, Meter meter) {
        this.events = events;
        this.meter = meter;
    }

    void enter(JobState state, String message) {
        current = state;
        events.tell(new WorkerEvent.Entered(state, message));
    }

    void tell(WorkerEvent event) {
        events.tell(event);
    }

    /** Tells something that ends a part of the work, and before it what the work has taken. */
    void conclude(WorkerEvent event) {
        events.tell(meter.read());
        events.tell(event);
    }

    JobState current() {
        return current;
    }
}
