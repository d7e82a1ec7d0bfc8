package dev.fairway.device;

/**
 * A card that models can run on.
 *
 * @param device its name here
 * @param computeCapability the version of its instructions as its maker counts them, such as {@code 9.0}
 */
public record Accelerator(Device device, String computeCapability) {}
