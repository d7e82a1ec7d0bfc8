package dev.fairway.inference.codec;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are read.
 *
 * @param maxPixels pixels that one image of a request may have; it takes three bytes of memory for each
 */
@ConfigurationProperties("fairway.inference.images")
public record ImageProperties(@DefaultValue("50000000") int maxPixels) {

    public ImageProperties {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("fairway.inference.images.max-pixels must be at least 1");
        }
    }
}
