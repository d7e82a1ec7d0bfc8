package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All who work at a queue. Guarded by its lock. */
final class Crews {

    private final List<Crew> crews = new ArrayList<>();

    void add(Crew crew) {
        crews.add(crew);
        crew.fill();
    }

    List<Crew> all() {
        return List.copyOf(crews);
    }

    List<Crew> on(Device device) {
        return crews.stream().filter(crew -> crew.device().equals(device)).toList();
    }

    /** Where somebody works on. */
    List<Device> devices() {
        return crews.stream().filter(crew -> !crew.isDismissed()).map(Crew::device).distinct().toList();
    }

    /** Whether somebody answers, as far as is known. */
    boolean isAnyFit() {
        return crews.stream().anyMatch(Crew::isFit);
    }

    boolean isEmpty() {
        return crews.isEmpty();
    }

    /** Workers that are there or will be in a moment. */
    int size() {
        int size = 0;
        for (Crew crew : crews) {
            size += crew.isDismissed() ? 0 : crew.size();
        }
        return size;
    }

    /** Somebody who has nothing to do; null when all are busy. */
    @Nullable
    Worker idle() {
        for (Crew crew : crews) {
            Worker idle = crew.idle();
            if (idle != null) {
                return idle;
            }
        }
        return null;
    }

    /** The requests that are in a run. */
    List<Ticket> running() {
        return crews.stream()
                .flatMap(crew -> crew.workers().stream())
                .flatMap(worker -> worker.running().stream())
                .toList();
    }

    /** Workers that died and did not say so. */
    List<Worker> dead() {
        return crews.stream().flatMap(crew -> crew.workers().stream()).filter(Worker::isDead).toList();
    }

    /** These requests are none of theirs any more. */
    void haveNoMore(List<Ticket> tickets) {
        crews.forEach(crew -> crew.workers().forEach(worker -> worker.hasNoMore(tickets)));
    }

    /** Tells everybody to end. */
    void dismiss() {
        crews.forEach(Crew::dismiss);
    }

    /** Hires where somebody is missing, which may have failed before. */
    void fill() {
        crews.forEach(Crew::fill);
    }

    /** Lets go of those that were dismissed and in which nobody is left; they are to be closed. */
    List<Crew> ended() {
        List<Crew> ended = crews.stream().filter(crew -> crew.isDismissed() && crew.isEmpty()).toList();
        crews.removeAll(ended);
        return ended;
    }
}
