package dev.fairway.inference.trial;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.feature.Target;
import dev.fairway.inference.Input;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Engine;
import dev.fairway.inference.engine.Engines;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.golden.GoldenCheck;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a network and runs it on blank inputs of one row and of two, and with longer variable extents, to see that it
 * does what its manifest says and to learn what the manifest leaves open.
 */
final class TrialRun {

    private static final int LONGER = 2;

    private final VersionFolder folder;
    private final Manifest manifest;
    private final Engine engine;
    private final @Nullable Signature known;
    private final Codecs codecs;
    private final Codec codec;

    /** @throws Refusal when the file is none, or tells of other tensors than the manifest */
    TrialRun(VersionFolder folder, Engines engines, Codecs codecs) {
        this.folder = folder;
        this.manifest = folder.manifest();
        this.engine = engines.of(manifest.network().format());
        Signature said = manifest.network().signature();
        Signature described = engine.describe(folder.model(manifest.network().format())).orElse(null);
        if (said != null && described != null) {
            Contradictions.check(said, described);
        }
        this.known = said == null || (described != null && said.outputs().isEmpty()) ? described : said;
        this.codecs = codecs;
        this.codec = codecs.of(with(manifest, known), folder);
    }

    /** @throws RuntimeException of our own or of the engine when the network cannot be run as the manifest says */
    Signature run() {
        boolean open = known == null || known.outputs().isEmpty();
        folder.write(VersionFolder.MANIFEST, with(manifest, open ? null : known));
        try (codec; LoadedModel model = engine.load(folder, Device.CPU)) {
            Seen seen = seen(model);
            Signature found = known == null || open ? seen.signature(known) : known;
            checkLabels(found);
            checkGolden(found, model);
            return found;
        }
    }

    private Seen seen(LoadedModel model) {
        List<Seen.Run> runs = new ArrayList<>();
        runs.add(run(model, codec.blank(1), "on one row"));
        if (known == null || known.inputs().stream().allMatch(TensorSpec::hasRows)) {
            runs.add(run(model, codec.blank(2),
                    "on two rows at once; export it with a variable first dimension, or say 1 in its place"));
        }
        if (codec.signature().inputs().stream().anyMatch(TrialRun::isOpen)
                && manifest.modality() instanceof Modality.Tensors(Signature signature)) {
            runs.add(run(model, longer(signature), "on inputs whose variable extents are %d".formatted(LONGER)));
        }
        return new Seen(runs);
    }

    private Seen.Run run(LoadedModel model, Input input, String when) {
        List<Tensor> inputs = codec.encode(input);
        try {
            List<Tensor> outputs = model.run(inputs);
            check(outputs);
            codec.decode(input, outputs);
            return new Seen.Run(inputs, outputs);
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenModel("cannot be run " + when, e);
        }
    }

    private void check(List<Tensor> outputs) {
        List<TensorSpec> said = known == null ? List.of() : known.outputs();
        if (!said.isEmpty() && said.size() != outputs.size()) {
            throw new BrokenModel(
                    "gives %d outputs where its signature says %d".formatted(outputs.size(), said.size()));
        }
        for (int i = 0; i < said.size(); i++) {
            Tensor given = outputs.get(i);
            TensorSpec spec = said.get(i);
            if (given.type() != spec.datatype() || !spec.admits(given.shape())) {
                throw new BrokenModel("gives %s of %s for the output %s where its signature says %s of %s"
                        .formatted(given.shape(), given.type(), spec.name(), spec.shape(), spec.datatype()));
            }
        }
    }

    /** A variable extent beside that of the rows. */
    private static boolean isOpen(TensorSpec spec) {
        return spec.shape().stream().skip(1).anyMatch(extent -> extent == TensorSpec.ANY);
    }

    private static Input longer(Signature signature) {
        return new Input.Tensors(signature.inputs().stream().map(spec -> {
            List<Integer> shape = spec.shape()
                    .stream()
                    .map(extent -> extent == TensorSpec.ANY ? LONGER : extent)
                    .toList();
            int elements = shape.stream().reduce(1, Math::multiplyExact);
            int size = spec.datatype() == dev.fairway.tensor.DataType.BYTES ? Integer.BYTES : spec.datatype().size();
            return new Tensor(spec.name(), spec.datatype(), shape, Tensor.allocate(Math.multiplyExact(elements, size)));
        }).toList());
    }

    private void checkGolden(Signature found, LoadedModel model) {
        try (Codec complete = codecs.of(with(manifest, found), folder)) {
            new GoldenCheck(folder, complete).run(model);
        }
    }

    private void checkLabels(Signature found) {
        if (manifest.target() instanceof Target.Classes classes) {
            List<Integer> shape = found.outputs().getFirst().shape();
            int given = shape.isEmpty() ? 1 : shape.getLast();
            if (given != TensorSpec.ANY && given != classes.labels().size()) {
                throw new BrokenModel("gives %d scores a row where the target has %d labels".formatted(given,
                        classes.labels().size()));
            }
        }
    }

    private static Manifest with(Manifest manifest, @Nullable Signature signature) {
        Network network = manifest.network();
        return new Manifest(new Network(network.format(), signature, network.passing()), manifest.schema(),
                manifest.image(), manifest.text(), manifest.target(), manifest.fairness(), manifest.serving(),
                manifest.source(), manifest.createdAt(), manifest.files());
    }
}
