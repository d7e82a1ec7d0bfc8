package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How an image is altered before an epoch learns from it, at random, so that no two epochs see the same. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Augmentation.Flip.class, name = "flip"),
        @JsonSubTypes.Type(value = Augmentation.Crop.class, name = "crop"),
        @JsonSubTypes.Type(value = Augmentation.Rotate.class, name = "rotate"),
        @JsonSubTypes.Type(value = Augmentation.Colour.class, name = "colour"),
        @JsonSubTypes.Type(value = Augmentation.Cutout.class, name = "cutout")})
public sealed interface Augmentation {

    /** @param probability of being mirrored from left to right */
    record Flip(double probability) implements Augmentation {}

    /** @param padding pixels of black around the image, out of which one of its size is cut */
    record Crop(int padding) implements Augmentation {}

    /** @param degrees by which it is turned at most, either way */
    record Rotate(double degrees) implements Augmentation {}

    /**
     * @param brightness share by which all samples grow or shrink at most
     * @param contrast share by which their distance from the mean does
     * @param saturation share by which the colours' distance from grey does
     */
    record Colour(double brightness, double contrast, double saturation) implements Augmentation {}

    /** @param size side, in pixels, of a square that is blanked (DeVries and Taylor 2017, arXiv:1708.04552) */
    record Cutout(int size) implements Augmentation {}
}
