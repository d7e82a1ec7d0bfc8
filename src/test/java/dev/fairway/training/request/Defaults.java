package dev.fairway.training.request;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;

/** The spec that a request comes to which says no more than it must. */
public final class Defaults {

    private Defaults() {}

    public static TrainSpec of(Dataset dataset, String target) {
        return of(dataset, target, "{}");
    }

    /** @param features the request's {@code features} */
    public static TrainSpec of(Dataset dataset, String target, String features) {
        String body = "{\"model\": \"m\", \"dataset\": {\"id\": \"d1\"}, \"target\": \"%s\", \"features\": %s}"
                .formatted(target, features);
        return new TrainRequest(VersionFolder.JSON.readTree(body), _ -> dataset).read().spec();
    }

    /** @param fields further fields of the request */
    public static TrainSpec items(Dataset dataset, String fields) {
        String body = "{\"model\": \"m\", \"dataset\": {\"id\": \"d1\"}, %s}".formatted(fields);
        return new TrainRequest(VersionFolder.JSON.readTree(body), _ -> dataset).read().spec();
    }
}
