package dev.fairway.training.worker;

import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Step;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.torchscript.ArchivedTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Lets a job begin with the weights of a version. Names and shapes must agree, and so must what the rows of an embedding
 * stand for: a category that has another number now would begin with another's meaning.
 *
 * @param model the version's network
 */
record WarmBeginning(Path model) {

    /** @throws dev.fairway.training.djl.WeightsDiffer when the version is no beginning for this job */
    void apply(Learner learner, Material material) {
        VersionFolder version = new VersionFolder(Objects.requireNonNull(model.getParent()));
        if (material.served().documents().get(VersionFolder.PREPROCESSING) instanceof Preprocessing now
                && version.has(VersionFolder.PREPROCESSING)) {
            requireSame(version.preprocessing().categorical(), now.categorical());
        }
        try {
            learner.begin(ArchivedTensors.read(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSame(List<Step.Encode> before, List<Step.Encode> now) {
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).equals(now.get(i))) {
                throw new dev.fairway.training.djl.WeightsDiffer(
                        "the categories of column '%s' are not those of column '%s' here"
                                .formatted(before.get(i).column(), now.get(i).column()));
            }
        }
    }
}
