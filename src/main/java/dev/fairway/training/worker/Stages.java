package dev.fairway.training.worker;

import dev.fairway.training.JobState;
import dev.fairway.training.WorkerEvent;

/** Tells what happens and remembers where the job stands. */
final class Stages {

    private final Events events;
    private JobState current = JobState.VALIDATING;

    Stages(Events events) {
        this.events = events;
    }

    void enter(JobState state, String message) {
        current = state;
        events.tell(new WorkerEvent.Entered(state, message));
    }

    void tell(WorkerEvent event) {
        events.tell(event);
    }

    JobState current() {
        return current;
    }
}
