package dev.fairway.registry;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version is and what it is made of: {@code manifest.json}, the first file of a version's folder.
 *
 * @param schema what the model reads and predicts
 * @param fairness which groups its monitor compares
 * @param source where the version comes from
 * @param createdAt when it was made
 * @param files SHA-256 of every other file of the folder, by name
 */
public record Manifest(Schema schema, Fairness fairness, Source source, Instant createdAt, Map<String, String> files) {

    public Manifest {
        files = new TreeMap<>(files);
    }

    /**
     * @param type {@code train_job} or {@code upload}
     * @param id id of the train job or of the upload
     * @param dataset SHA-256 of the data set that it was trained on
     */
    public record Source(String type, String id, String dataset) {}
}
