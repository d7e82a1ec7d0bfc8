package dev.fairway.registry.intake;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are taken in that others have made.
 *
 * @param directory where they lie while they are looked at; emptied at the start, so no two services share one
 * @param maxSize most bytes of a model, unpacked
 * @param maxEntries most files of an archive
 * @param maxRatio how many times larger than it came an archive may become
 * @param trials models that are tried at the same time, each in a process of its own
 */
@ConfigurationProperties("fairway.registry.intake")
record IntakeProperties(
        Path directory,
        @DefaultValue("8GB") DataSize maxSize,
        @DefaultValue("10000") int maxEntries,
        @DefaultValue("200") int maxRatio,
        @DefaultValue("1") int trials) {}
