package dev.fairway.training.worker;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.registry.DamagedVersion;
import dev.fairway.registry.Modality;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
import dev.fairway.training.GateSpec;
import dev.fairway.training.course.Course;
import dev.fairway.training.course.Incomparable;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.gate.Comparison;
import dev.fairway.training.gate.Opponent;
import dev.fairway.training.gate.Resampling;
import dev.fairway.training.gate.Stopwatch;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The version that a new one is held against, run on the rows that were held out for the new one. */
record Rival(Opponent opponent, Course course, Material material) {

    private static final Logger LOG = LoggerFactory.getLogger(Rival.class);

    /**
     * @param candidate the new network's file, and what it says of the held-out rows
     */
    Comparison compare(Path candidate, Predictions said, GateSpec gate, long seed) {
        Path folder = opponent.folder();
        if (folder == null) {
            return Comparison.withNobody(opponent);
        }
        try {
            return compare(new VersionFolder(folder), candidate, said, gate, seed);
        } catch (Incomparable e) {
            return Comparison.notRun(opponent, e.reason());
        } catch (DamagedVersion e) {
            return Comparison.notRun(opponent, "its files cannot be read");
        }
    }

    private Comparison compare(VersionFolder other, Path candidate, Predictions said, GateSpec gate, long seed)
            throws Incomparable {
        if (other.manifest().network().format() != Network.Format.TORCHSCRIPT) {
            throw new Incomparable("it is no TorchScript, which is all that a train job runs");
        }
        Target target = target(other.manifest().modality());
        Samples rows = course.heldOut(other, material);
        Material.Part own = material.part(material.heldOut());
        Resampling resampling = new Resampling(own.truth(), gate.confidence(), seed);
        try (ScriptedNetwork network = new ScriptedNetwork(other.model(Network.Format.TORCHSCRIPT))) {
            Comparison comparison = resampling.compare(opponent, said, aligned(said, answer(network, rows, target)));
            return gate.maxLatencyRatio() == null ? comparison
                    : timed(comparison, candidate, own.samples(), network, rows, seed);
        }
    }

    private static Target target(@Nullable Modality modality) throws Incomparable {
        Target target = switch (modality) {
            case Modality.Table(Schema schema) -> schema.target();
            case Modality.Images(var _, var said) -> said;
            case Modality.Texts(var _, var said) -> said;
            case Modality.Tensors _ -> null;
            case null -> null;
        };
        if (target == null) {
            throw new Incomparable("what its output means is not known");
        }
        return target;
    }

    /** Foreign code: whatever goes wrong in it is a reason not to compare, and not the end of this job. */
    private static Predictions answer(ScriptedNetwork network, Samples rows, Target target) throws Incomparable {
        try {
            float[] outputs = network.outputs(rows);
            return target.predictions(Tensor.of("output", List.of(rows.rows(), outputs.length / rows.rows()), outputs));
        } catch (RuntimeException e) {
            LOG.warn("the other version could not be run on the held-out rows", e);
            throw new Incomparable("its network does not take the held-out rows");
        }
    }

    /** The classes of the other version in the order of the new one's. */
    private static Predictions aligned(Predictions own, Predictions other) throws Incomparable {
        if (own instanceof Predictions.Classified one && other instanceof Predictions.Classified two) {
            int[] places = one.labels().stream().mapToInt(two.labels()::indexOf).toArray();
            if (one.labels().size() != two.labels().size() || Arrays.stream(places).anyMatch(p -> p < 0)) {
                throw new Incomparable(
                        "it knows the classes %s, and this one %s".formatted(two.labels(), one.labels()));
            }
            return reordered(two, one.labels(), places);
        }
        if (!own.getClass().equals(other.getClass())) {
            throw new Incomparable("it predicts something else");
        }
        return other;
    }

    private static Predictions reordered(Predictions.Classified said, List<String> labels, int[] places) {
        float[] probabilities = new float[said.probabilities().length];
        int[] classes = new int[said.rows()];
        for (int row = 0; row < said.rows(); row++) {
            for (int label = 0; label < places.length; label++) {
                probabilities[row * places.length + label] = said.probability(row, places[label]);
            }
            classes[row] = labels.indexOf(said.label(row));
        }
        return new Predictions.Classified(labels, classes, probabilities);
    }

    private static Comparison timed(
            Comparison comparison,
            Path candidate,
            Samples own,
            ScriptedNetwork other,
            Samples theirs,
            long seed) {
        Samples row = own.range(0, 1);
        Samples same = theirs.range(0, 1);
        try (ScriptedNetwork network = new ScriptedNetwork(candidate)) {
            return comparison.with(Stopwatch.compare(() -> Objects.requireNonNull(network.outputs(row)),
                    () -> Objects.requireNonNull(other.outputs(same)), comparison.confidence(), seed));
        }
    }
}
