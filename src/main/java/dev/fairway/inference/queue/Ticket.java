package dev.fairway.inference.queue;

import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request's place in a queue. It is answered once; whatever comes later is dropped. */
final class Ticket {

    private final List<Tensor> inputs;
    private final Duration timeout;
    private final long takenAt = System.nanoTime();
    private final CompletableFuture<List<Tensor>> answer = new CompletableFuture<>();

    Ticket(List<Tensor> inputs, Duration timeout) {
        this.inputs = inputs;
        this.timeout = timeout;
    }

    List<Tensor> inputs() {
        return inputs;
    }

    int rows() {
        return inputs.getFirst().rows();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - takenAt);
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    void answer(List<Tensor> outputs) {
        answer.complete(outputs);
    }

    void refuse(RuntimeException reason) {
        answer.completeExceptionally(reason);
    }

    /** Answers the ticket if its deadline has passed, and tells whether it is answered now. */
    boolean expire() {
        if (age().compareTo(timeout) >= 0) {
            refuse(new DeadlinePassed(timeout));
        }
        return isAnswered();
    }

    /** Waits for the answer, until the deadline at most. */
    List<Tensor> await() {
        try {
            return answer.get(timeout.minus(age()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            refuse(new DeadlinePassed(timeout));
            return given();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            refuse(new NotServing("the service is shutting down"));
            return given();
        } catch (ExecutionException _) {
            return given();
        }
    }

    private List<Tensor> given() {
        return switch (answer.state()) {
            case SUCCESS -> answer.resultNow();
            case FAILED, CANCELLED, RUNNING -> throw (RuntimeException) answer.exceptionNow();
        };
    }
}
