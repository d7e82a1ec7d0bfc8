package dev.fairway.inference;

import dev.fairway.feature.Predictions;
import dev.fairway.registry.VersionId;
import java.util.List;

/**
 * What a version said.
 *
 * @param version the version that answered
 * @param predictions what it said of each row
 * @param predictionIds an id per row, to which feedback refers
 */
public record Answer(VersionId version, Predictions predictions, List<String> predictionIds) {}
