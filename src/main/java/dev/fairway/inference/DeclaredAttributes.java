package dev.fairway.inference;

import dev.fairway.registry.VersionId;
import java.util.Set;

/** Which columns a row may carry besides the model's inputs. Monitoring implements it: they are kept for bias metrics. */
public interface DeclaredAttributes {

    Set<String> of(VersionId version);
}
