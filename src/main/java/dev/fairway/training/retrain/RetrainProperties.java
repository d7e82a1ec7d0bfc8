package dev.fairway.training.retrain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How models are trained again by themselves.
 *
 * @param interval how often it is looked whether a schedule is due or a data set has grown
 */
@ConfigurationProperties("fairway.training.retrain")
public record RetrainProperties(@DefaultValue("10s") Duration interval) {}
