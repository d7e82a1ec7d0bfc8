package dev.fairway.training.djl.network;

import dev.fairway.training.spec.Architecture;

/**
 * All that a network is built from.
 *
 * @param architecture what was asked for
 * @param extents of the rows that it reads
 * @param outputs number of classes, or 1 for a quantity
 */
public record NetworkShape(Architecture architecture, Extents extents, int outputs) {}
