package dev.fairway.inference;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Says which version answers an unversioned request. Rollout implements it. */
public interface Router {

    /**
     * @param caller who asks, so that a split keeps a caller on its side
     * @throws UnknownModel when the model does not exist or no version is in production
     */
    Route route(ModelName model, Caller caller);

    /** The routes that the model's calls take now; {@link RoutesChanged} is published after they have changed. */
    Collection<Route> routes(ModelName model);

    /** The model's versions that calls may be sent to now, shadows among them. */
    Set<VersionId> used(ModelName model);

    /** The versions of all models that answer unversioned calls. */
    Set<VersionId> answering();

    /**
     * @param answering the version whose answer the caller gets
     * @param shadows versions that see the request too; their answers go to nobody
     */
    record Route(VersionId answering, List<VersionId> shadows) {

        public Route {
            shadows = List.copyOf(shadows);
        }
    }
}
