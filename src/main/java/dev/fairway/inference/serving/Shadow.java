package dev.fairway.inference.serving;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.serving.ShadowMeters.Outcome;
import dev.fairway.registry.VersionId;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version that sees what another one is asked: so much at a time and no more, compared and counted. */
final class Shadow {

    /** Who sees whom. */
    record Pair(VersionId answering, VersionId shadow) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

    private final Pair pair;
    private final ShadowVersions versions;
    private final double tolerance;
    private final Semaphore places;
    private final ShadowMeters meters;
    private final Seldom seldom = new Seldom();
    private volatile double spread = Double.NaN;

    Shadow(Pair pair, ShadowVersions versions, ShadowProperties properties, ShadowMeters meters) {
        this.pair = pair;
        this.versions = versions;
        this.tolerance = properties.tolerance();
        this.places = new Semaphore(properties.concurrency());
        this.meters = meters;
    }

    /** Takes a place for a request, which {@link #leave} gives back. Gives false when all are taken. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Asks the version and compares. Whatever goes wrong concerns nobody else. */
    void see(Input input, Output given) {
        try {
            meters.compared(Difference.between(given, versions.ask(pair.shadow(), input), tolerance, spread()));
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    /** Looked up here and not before, since this is the only thread that may wait for it. */
    private double spread() {
        double known = spread;
        if (Double.isNaN(known)) {
            known = versions.spread(pair.answering());
            spread = known;
        }
        return known;
    }

    void failed(Throwable failure) {
        Outcome outcome = outcome(failure);
        meters.count(outcome);
        if (outcome == Outcome.FAILED && seldom.isDue()) {
            LOG.warn("{} failed as the shadow of {}; the callers have their answers", pair.shadow(), pair.answering(),
                    failure);
        }
    }

    private static Outcome outcome(Throwable failure) {
        return failure instanceof Refusal refusal ? outcome(refusal.kind()) : Outcome.FAILED;
    }

    private static Outcome outcome(Refusal.Kind kind) {
        return switch (kind) {
            case OVERLOADED, TIMED_OUT, NOT_READY -> Outcome.SHED;
            case MALFORMED, UNAUTHENTICATED, FORBIDDEN, UNKNOWN, CONFLICT, TOO_LARGE, UNSUPPORTED, INVALID,
                    OUT_OF_MEMORY ->
                Outcome.FAILED;
        };
    }

    void shed() {
        meters.count(Outcome.SHED);
    }

    void end() {
        meters.remove();
    }
}
