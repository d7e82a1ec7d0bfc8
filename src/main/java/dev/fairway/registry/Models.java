package dev.fairway.registry;

import dev.fairway.contract.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that there are. */
public interface Models {

    /** The alias that an unversioned call reaches. */
    String PRODUCTION = "production";

    /** Where a newly trained version waits beside the one in production. */
    String CANDIDATE = "candidate";

    /**
     * A model as callers see it.
     *
     * @param aliases version number per alias
     * @param versions its versions, the oldest first
     */
    record Model(ModelName name, Map<String, Integer> aliases, List<ModelVersion> versions) {}

    Page<Model> list(Page.Request page);

    Optional<Model> find(ModelName name);

    Optional<ModelVersion> version(VersionId id);

    /** The version that an alias points to. */
    Optional<VersionId> alias(ModelName model, String alias);

    /**
     * Takes a finished folder into the registry as the model's next version, making the model when it is new. The
     * folder is moved, so that it is either where it was or whole in the registry. Registering the folder of the same
     * source twice gives the version that is already there.
     *
     * @throws dev.fairway.contract.Refusal when a file is missing or its hash is not the manifest's
     */
    ModelVersion register(ModelName model, Path folder);

    /** @throws dev.fairway.contract.Refusal when there is no such version */
    void point(String alias, VersionId to);

    /** @throws dev.fairway.contract.Refusal when there is no such version or an alias points to it */
    void delete(VersionId id);
}
