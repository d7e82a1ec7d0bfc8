package dev.fairway.registry;

import dev.fairway.contract.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that there are. Every change is a transaction of its own. */
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

    /** The models in the order of their names; one whose last version is deleted is none. */
    Page<Model> list(Page.Request page);

    Optional<Model> find(ModelName name);

    Optional<ModelVersion> version(VersionId id);

    /** The version that an alias points to. */
    Optional<VersionId> alias(ModelName model, String alias);

    /** Every version that the alias of its model points to, such as all that are in production. */
    List<VersionId> aliased(String alias);

    /**
     * Takes a finished folder into the registry as the model's next version, making the model when it is new. The
     * folder is moved, so that it is either where it was or whole in the registry. Registering the folder of the same
     * source twice gives the version that is already there and leaves the folder where it is.
     *
     * @throws DamagedVersion when the folder's files are not the ones that its manifest names
     */
    ModelVersion register(ModelName model, Path folder);

    /**
     * Lets an alias point to a version. {@link AliasMoved} is published before the change is final: a listener that
     * throws, because the version cannot be loaded, leaves the alias where it was. It is published too when the alias
     * points there already, since that takes back what was shared out otherwise.
     *
     * @throws dev.fairway.contract.Refusal when there is no such version
     */
    void point(String alias, VersionId to);

    /** @throws dev.fairway.contract.Refusal when there is no such alias */
    void unpoint(String alias, ModelName model);

    /** @throws dev.fairway.contract.Refusal when there is no such version, or an alias or a share of the traffic needs it */
    void delete(VersionId id);
}
