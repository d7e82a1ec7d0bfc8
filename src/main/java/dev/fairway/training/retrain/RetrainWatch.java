package dev.fairway.training.retrain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for what is due, now and then, as long as the service runs. */
@Component
class RetrainWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetrainWatch.class);

    private final Retraining retraining;
    private final Duration interval;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    RetrainWatch(Retraining retraining, RetrainProperties properties) {
        this.retraining = retraining;
        this.interval = properties.interval();
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        Thread.ofVirtual().name("retraining").start(() -> run(stop));
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            retraining.look();
        } catch (RuntimeException e) {
            LOG.error("what is due to be trained again could not be started; it is tried again", e);
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
