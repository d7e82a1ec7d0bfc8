package dev.fairway.security;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param mode {@code dev} serves this machine alone and asks for no key; {@code key} asks every caller for one
 * @param keys the keys that open the service, each in clear (16 characters or more) or as {@code sha256:} and the
 *     hex digits of its hash
 * @param openMetrics whether {@code /actuator/prometheus} needs no key. It does not by default: a scraper seldom holds
 *     one, and the metrics tell of figures and names of models and columns, never of a row
 */
@ConfigurationProperties("fairway.security")
record SecurityProperties(
        @DefaultValue("dev") String mode,
        @DefaultValue List<String> keys,
        @DefaultValue("true") boolean openMetrics) {

    SecurityProperties {
        mode = mode.trim().toLowerCase(Locale.ROOT);
        keys = List.copyOf(keys);
    }

    boolean isDev() {
        return mode.equals("dev");
    }

    /** Keys stay out of every log. */
    @Override
    public String toString() {
        return "SecurityProperties[mode=%s, %d keys]".formatted(mode, keys.size());
    }
}
