package dev.fairway.training.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Sees to it that searches end in their time, also while none of their trials says anything. */
@Component
class SearchDeadlines implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SearchDeadlines.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Searches searches;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    SearchDeadlines(Searches searches) {
        this.searches = searches;
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        Thread.ofVirtual().name("search-deadlines").start(() -> run(stop));
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            searches.expire();
        } catch (DataAccessException e) {
            LOG.warn("searches that are out of time could not be ended; it is tried again", e);
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
