package dev.fairway.training;

/**
 * The part of a job's way that one worker goes, where that is not all of it.
 *
 * @param until the epoch after which it stops, whether or not the spec has more
 * @param evaluate whether the best epoch so far then becomes a version; otherwise the job rests on its checkpoint
 */
public record Leg(int until, boolean evaluate) {}
