package dev.fairway.training.worker;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Target;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ArchivedTensors;
import dev.fairway.training.torchscript.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The network of a version that a job learns on with: made to give what the job's target asks for, and tried on some of
 * the rows before anything is spent on learning.
 *
 * @param version the version
 * @param asked what of it is to be kept
 */
record Foundation(VersionFolder version, Path model, Architecture.Torchscript asked) {

    private static final String FILE = "base.pt";
    private static final int TRIED = 2;

    /**
     * @param folder where the network with its new head is written
     * @param seed of the new head's first weights
     * @throws Refusal when the network does not take these rows, or its head cannot be replaced
     */
    Material under(Material material, Path folder, long seed) {
        Samples some = material.train().samples().range(0, TRIED);
        long given = width(model, some);
        long wanted = material.shape().outputs();
        ArchivedTensors tensors = read();
        if (!asked.newHead()) {
            requireSame(given, wanted, material.schema().target());
            requireUnfrozen(tensors, null);
            return material.on(model);
        }
        Head head = Head.find(tensors, given, asked.head())
                .orElseThrow(
                        () -> Refusal.invalid("architecture.head",
                                "no layer%s has the %d outputs that the network gives; its weights are %s".formatted(
                                        asked.head() == null ? "" : " '" + asked.head() + "'", given,
                                        some(tensors.names()))));
        requireUnfrozen(tensors, head);
        Path file = folder.resolve(FILE);
        try {
            tensors.write(file, head.fresh(wanted, seed));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("architecture.new_head", "the head cannot be replaced: " + e.getMessage());
        }
        if (width(file, some) != wanted) {
            throw Refusal.invalid("architecture.head",
                    "'%s' is not the last layer; name another".formatted(head.weight()));
        }
        return material.on(file);
    }

    private ArchivedTensors read() {
        try {
            return ArchivedTensors.read(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Figures that it gives per row. Foreign code: whatever goes wrong in it is a reason not to learn on with it. */
    private static long width(Path model, Samples rows) {
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            return network.outputs(rows).length / rows.rows();
        } catch (RuntimeException e) {
            Refusal refusal = Refusal.invalid("architecture.version",
                    "the network does not take what this data set has, or gives something else than numbers per row");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void requireSame(long given, long wanted, Target target) {
        if (given != wanted) {
            throw Refusal.invalid("architecture.new_head",
                    "must be true: the network gives %d figures per row, and %d are needed".formatted(given, wanted));
        }
        Target theirs = switch (version.manifest().modality()) {
            case dev.fairway.registry.Modality.Table(var schema) -> schema.target();
            case dev.fairway.registry.Modality.Images(_, var said) -> said;
            case dev.fairway.registry.Modality.Texts(_, var said) -> said;
            case dev.fairway.registry.Modality.Tensors _ -> null;
        };
        if (theirs instanceof Target.Classes(_, List<String> before, _)
                && target instanceof Target.Classes(_, List<String> now, _)
                && !before.equals(now)) {
            throw Refusal.invalid("architecture.new_head",
                    "must be true: the network knows the classes %s, and the data set has %s".formatted(before, now));
        }
    }

    private void requireUnfrozen(ArchivedTensors tensors, @Nullable Head head) {
        List<PathMatcher> globs = asked.freeze()
                .stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        for (int i = 0; i < globs.size(); i++) {
            PathMatcher glob = globs.get(i);
            if (tensors.names().stream().noneMatch(name -> glob.matches(Path.of(name)))) {
                throw Refusal.invalid("architecture.freeze[%d]".formatted(i),
                        "'%s' fits none of the weights %s".formatted(asked.freeze().get(i), some(tensors.names())));
            }
        }
        boolean frozen = head == null
                ? tensors.names().stream().allMatch(name -> globs.stream().anyMatch(g -> g.matches(Path.of(name))))
                : globs.stream().anyMatch(glob -> glob.matches(Path.of(Objects.requireNonNull(head).weight())));
        if (frozen) {
            throw Refusal.invalid("architecture.freeze", head == null ? "leaves nothing to learn"
                    : "must not fit the new head '%s'".formatted(head.weight()));
        }
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(20, names.size()))) + (names.size() > 20 ? ", …" : "");
    }
}
