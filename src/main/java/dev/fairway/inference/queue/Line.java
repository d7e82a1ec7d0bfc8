package dev.fairway.inference.queue;

import dev.fairway.inference.Terms;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The requests that wait, in the order of their turns. Guarded by the lock of its queue. */
final class Line {

    /** Requests that are looked at for one batch: enough to fill it, however many of other shapes stand between. */
    private static final int LOOK = 1024;

    private final NavigableSet<Ticket> waiting = new TreeSet<>();
    private final long[] rows = new long[Terms.LOWEST + 1];
    private long comings;

    /** Lets it wait behind all that came before with its priority. */
    void add(Ticket ticket) {
        ticket.number(comings++);
        putBack(ticket);
    }

    /** Lets one wait again at the place that it had. */
    void putBack(Ticket ticket) {
        waiting.add(ticket);
        rows[ticket.priority()] += ticket.rows();
    }

    /** Gives up the ticket's place; gives false when it waits no more. */
    boolean remove(Ticket ticket) {
        boolean removed = waiting.remove(ticket);
        if (removed) {
            left(ticket);
        }
        return removed;
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Rows that wait and that nobody of this priority overtakes unless by ageing. */
    long rowsUpTo(int priority) {
        long sum = 0;
        for (int level = 1; level <= priority; level++) {
            sum += rows[level];
        }
        return sum;
    }

    /**
     * Takes out the first, and whoever behind it may share its run, up to so many rows. Those of other shapes keep their
     * places; those whose time is over are dropped. Empty when nobody is left.
     */
    List<Ticket> take(int most, long now) {
        List<Ticket> taken = new ArrayList<>();
        int sum = 0;
        int looked = 0;
        for (Iterator<Ticket> all = waiting.iterator(); all.hasNext() && sum < most && looked < LOOK; looked++) {
            Ticket next = all.next();
            if (next.expire(now)) {
                remove(all, next);
            } else if (taken.isEmpty() || next.joins(taken.getFirst())) {
                if (!taken.isEmpty() && sum + next.rows() > most) {
                    break;
                }
                remove(all, next);
                taken.add(next);
                sum += next.rows();
            }
        }
        return taken;
    }

    private void remove(Iterator<Ticket> all, Ticket current) {
        all.remove();
        left(current);
    }

    private void left(Ticket ticket) {
        rows[ticket.priority()] -= ticket.rows();
    }

    /** All who wait, first in turn first. */
    List<Ticket> all() {
        return new ArrayList<>(waiting);
    }
}
