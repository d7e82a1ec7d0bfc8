package dev.fairway.training.kubernetes;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mark of nodes that keeps off whatever does not tolerate it.
 *
 * @param value null for any
 * @param effect null for all
 */
record Taint(String key, @Nullable String value, @Nullable String effect) {

    private static final Pattern WRITTEN = Pattern
            .compile("([A-Za-z0-9./_-]+)(?:=([A-Za-z0-9._-]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?");

    /** @throws IllegalArgumentException that says how one is written, so that the service does not start */
    static Taint of(String written) {
        Matcher taint = WRITTEN.matcher(written);
        if (!taint.matches()) {
            throw new IllegalArgumentException(("fairway.training.kubernetes.tolerations: '%s' is not written as "
                    + "key[=value][:NoSchedule|PreferNoSchedule|NoExecute]").formatted(written));
        }
        return new Taint(taint.group(1), taint.group(2), taint.group(3));
    }

    Toleration tolerated() {
        return new TolerationBuilder().withKey(key)
                .withOperator(value == null ? "Exists" : "Equal")
                .withValue(value)
                .withEffect(effect)
                .build();
    }
}
