package dev.fairway.registry.intake;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory whose models are taken in by themselves.
 *
 * @param directory the directory; nothing is watched when it is not set
 * @param interval how often it is looked at; a file is taken once two looks have seen it the same
 * @param promote whether {@code production} moves to each version that is taken from there; otherwise to the first only
 */
@ConfigurationProperties("fairway.registry.watch")
record WatchProperties(
        @Nullable Path directory,
        @DefaultValue("15s") Duration interval,
        @DefaultValue("true") boolean promote) {}
