package dev.fairway.inference.serving;

import dev.fairway.inference.AnswerListener;
import dev.fairway.inference.Answered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Everyone who is told of answers. One that fails is counted and, once in a while, logged; the answer goes out. */
@Component
class AnswerListeners {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerListeners.class);

    private final List<AnswerListener> listeners;
    private final Counter failures;
    private final Seldom seldom = new Seldom();

    AnswerListeners(List<AnswerListener> listeners, MeterRegistry registry) {
        this.listeners = List.copyOf(listeners);
        this.failures = Counter.builder("fairway.inference.listener.failures")
                .description("answers that a listener failed on; the answers went out")
                .register(registry);
    }

    void tell(Answered answer) {
        for (AnswerListener listener : listeners) {
            try {
                listener.answered(answer);
            } catch (RuntimeException | Error failure) {
                failed(listener, failure);
            }
        }
    }

    private void failed(AnswerListener listener, Throwable failure) {
        failures.increment();
        if (seldom.isDue()) {
            LOG.warn("{} failed on an answer; {} such failures so far", listener.getClass().getSimpleName(),
                    (long) failures.count(), failure);
        }
    }
}
