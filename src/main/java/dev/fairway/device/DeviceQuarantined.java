package dev.fairway.device;

/**
 * Nothing runs on a device any more; what is there has to move.
 *
 * @param reason in words for an operator
 */
public record DeviceQuarantined(Device device, String reason) {}
