package dev.fairway.inference.trial;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How a network is tried before it becomes a version.
 *
 * @param timeout how long it may take to be loaded and run on a few rows
 * @param heap greatest Java heap of its process; the network lies beside it
 * @param memory what its process may take at most beside four times the size of the network's files
 */
@ConfigurationProperties("fairway.inference.trial")
record TrialProperties(
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("512MB") DataSize heap,
        @DefaultValue("2GB") DataSize memory) {}
