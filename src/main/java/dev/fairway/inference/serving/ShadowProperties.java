package dev.fairway.inference.serving;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much shadows may cost and what counts as agreement.
 *
 * @param concurrency requests that one shadow may have at a time; those beyond are not seen by it, and counted
 * @param memory bytes of requests that shadows may hold at a time, all together
 * @param tolerance difference up to which numbers agree, relative to the spread of a quantity or the greatest number
 *     of a tensor
 */
@ConfigurationProperties("fairway.inference.shadow")
record ShadowProperties(
        @DefaultValue("16") int concurrency,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("0.01") double tolerance) {

    ShadowProperties {
        if (concurrency < 1 || memory.toBytes() < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "fairway.inference.shadow: concurrency and memory must be at least 1, tolerance at least 0");
        }
    }
}
