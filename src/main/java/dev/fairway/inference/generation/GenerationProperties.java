package dev.fairway.inference.generation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is made at once.
 *
 * @param maxTokens words that one request may ask for
 */
@ConfigurationProperties("fairway.inference.generation")
public record GenerationProperties(@DefaultValue("2048") int maxTokens) {

    public GenerationProperties {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("fairway.inference.generation.max-tokens must be at least 1");
        }
    }
}
