package dev.fairway.device;

/**
 * So many instances of a version on one device.
 *
 * @param bytes memory that is kept for them together
 */
public record Assignment(Device device, int instances, long bytes) {}
