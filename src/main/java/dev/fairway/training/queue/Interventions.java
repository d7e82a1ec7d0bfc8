package dev.fairway.training.queue;

import dev.fairway.training.JobState;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What callers do to a job: end it, pause it, resume it.
 *
 * <p>A job that waits is taken out of the queue and changed at once. One that is run by a worker, on whatever instance,
 * is marked, and whoever follows the worker sees the mark a moment later. That the database deletes a place of the queue
 * only while nobody has picked it decides between the two.
 */
@Component
class Interventions {

    private final JdbcClient jdbc;
    private final StoredJobs jobs;
    private final Tickets tickets;
    private final TransactionOperations transactions;

    Interventions(JdbcClient jdbc, StoredJobs jobs, Tickets tickets, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.tickets = tickets;
        this.transactions = transactions;
    }

    /** Asks for the end of a job and of its trials. Gives false for an ended one. */
    boolean cancel(String id) {
        boolean asked = mark(id, "cancel_requested = true");
        if (asked) {
            trials(id).forEach(this::cancel);
            endIdle(id);
        }
        return asked;
    }

    private void endIdle(String id) {
        transactions.executeWithoutResult(_ -> {
            if (isIdle(id)) {
                jobs.ended(id, Ending.cancelled("cancelled while no worker was running"));
            }
        });
    }

    /** Asks a job to rest, and the trials of a search that are under way. Gives false for one that has ended or rests. */
    boolean pause(String id) {
        boolean asked = mark(id, "pause_requested = true", "and state <> 'paused'");
        if (asked) {
            transactions.executeWithoutResult(_ -> {
                if (isIdle(id)) {
                    jobs.rested(id, null, "paused");
                }
            });
            running(id).forEach(this::pause);
        }
        return asked;
    }

    /** Lets a paused job go on. Gives false for one that is not paused. */
    boolean resume(String id) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean paused = mark(id, "pause_requested = false", "and (pause_requested or state = 'paused')");
            if (paused && state(id) == JobState.PAUSED) {
                release(id, "resumed");
            }
            return paused;
        }));
    }

    /** Puts a resting job back into the queue. */
    void release(String id, String message) {
        if (jobs.released(id, message)) {
            tickets.add(id);
        }
    }

    private JobState state(String id) {
        return jobs.find(id).orElseThrow().state();
    }

    /** Whether no worker is at the job and none will be, unless somebody puts it into the queue again. */
    private boolean isIdle(String id) {
        return tickets.withdraw(id) || jobs.isHeld(id);
    }

    private boolean mark(String id, String assignment) {
        return mark(id, assignment, "");
    }

    private boolean mark(String id, String assignment, String condition) {
        return jdbc.sql("update train_job set %s where id = ? and ended_at is null %s".formatted(assignment, condition))
                .param(id)
                .update() == 1;
    }

    private List<String> trials(String search) {
        return jdbc.sql("select id from train_job where parent = ? and ended_at is null order by id")
                .param(search)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> running(String search) {
        return jdbc.sql("select id from train_job where parent = ? and ended_at is null and not held order by id")
                .param(search)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
