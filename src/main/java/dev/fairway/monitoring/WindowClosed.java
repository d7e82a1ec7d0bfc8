package dev.fairway.monitoring;

/**
 * A window of a version has closed and was judged.
 *
 * @param report what it says; a window without rows says nothing new
 */
public record WindowClosed(Report report) {}
