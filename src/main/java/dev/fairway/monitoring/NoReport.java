package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A window is asked for that does not exist, or none has closed yet. */
class NoReport extends Refusal {

    NoReport(String message) {
        super(Kind.UNKNOWN, message);
    }

    /** @param open what the version's open window has counted; null when it has not answered yet */
    static NoReport yet(VersionId version, @Nullable Counted open) {
        String which = "no window of version %d of %s has closed with rows in it yet; ".formatted(version.number(),
                version.model());
        if (open == null) {
            return new NoReport(which + "a window opens with the first prediction that the version answers");
        }
        Instant end = open.end();
        return new NoReport(which + (end == null
                ? "the open one has %d rows and closes with row %d".formatted(open.rows(), open.plan().window().rows())
                : "the open one has %d rows and closes at %s".formatted(open.rows(), end)));
    }
}
