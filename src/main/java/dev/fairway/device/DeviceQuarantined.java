package dev.fairway.device;

/**
 * Nothing runs on a device any more; what is there has to move. It is told by the thread that found out, which is usually
 * one that answers requests, so nobody who hears of it may block.
 *
 * @param reason in words for an operator
 */
public record DeviceQuarantined(Device device, String reason) {}
