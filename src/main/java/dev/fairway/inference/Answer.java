package dev.fairway.inference;

import dev.fairway.registry.VersionId;
import java.util.List;

/**
 * What a version said.
 *
 * @param version the version that answered
 * @param output what it said
 * @param predictionIds an id per row, to which feedback refers
 */
public record Answer(VersionId version, Output output, List<String> predictionIds) {}
