package dev.fairway.training.request;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.feature.ImageSteps;
import dev.fairway.registry.Modality;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.training.WarmStart;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.ImageInput;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which network of a version is to learn on, and holds what that reads against what the data set has. */
record RequestedBase(Fields fields, Function<WarmStart, @Nullable ModelVersion> versions) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    Architecture.Torchscript read(Dataset dataset) {
        String model = fields.required("model", "the model with a version of TorchScript to go on from");
        ModelVersion version = model.isEmpty() ? null : version(model);
        if (version != null && !dataset.columns().isEmpty()) {
            check(version, dataset.kind());
        }
        return new Architecture.Torchscript(model, version == null ? null : version.id().number(),
                fields.texts("freeze"), fields.flag("new_head", true), fields.text("head"),
                version == null ? null : version.size());
    }

    private @Nullable ModelVersion version(String model) {
        String word = fields.label("version");
        String wanted = word == null ? Models.PRODUCTION : word;
        ModelVersion version;
        try {
            version = versions.apply(NUMBER.matcher(wanted).matches()
                    ? new WarmStart(new ModelName(model), null, Integer.valueOf(wanted))
                    : new WarmStart(new ModelName(model), wanted, null));
        } catch (Refusal e) {
            fields.wrong("model", e.errors().getFirst().message());
            return null;
        }
        if (version == null) {
            fields.wrong("version", "model %s has no version '%s'; give a number or an alias".formatted(model, wanted));
        }
        return version;
    }

    private void check(ModelVersion version, Dataset.Kind kind) {
        Network network = version.manifest().network();
        Network.Passing passing = network.passing();
        if (network.format() != Network.Format.TORCHSCRIPT) {
            fields.wrong("version", "is no TorchScript, which is all that can be learnt on");
        } else if (passing != null && passing != Network.Passing.POSITIONAL) {
            fields.wrong("version", "takes its inputs as one %s; only a network that takes them one by one can learn on"
                    .formatted(passing.name().toLowerCase(java.util.Locale.ROOT)));
        } else if (!reads(version, kind)) {
            fields.wrong("version", "does not read what this data set has; for tables it must read columns or a matrix"
                    + " of numbers, for images images or FP32 of (rows, channels, height, width), for texts the words"
                    + " that a train job found");
        }
    }

    private static boolean reads(ModelVersion version, Dataset.Kind kind) {
        return switch (version.manifest().modality()) {
            case Modality.Table _ -> kind == Dataset.Kind.TABLE;
            case Modality.Images(ImageSteps steps, _) ->
                kind == Dataset.Kind.IMAGES && steps.layout() == ImageSteps.Layout.NCHW;
            case Modality.Texts _ -> kind == Dataset.Kind.TEXTS && version.folder().has(VersionFolder.VOCABULARY);
            case Modality.Tensors(Signature signature) -> {
                List<TensorSpec> inputs = signature.inputs();
                int rank = inputs.getFirst().shape().size();
                yield inputs.size() == 1 && inputs.getFirst().datatype() == DataType.FP32
                        && ((kind == Dataset.Kind.TABLE && rank == 2) || (kind == Dataset.Kind.IMAGES && rank == 4));
            }
        };
    }

    /** What the version sees of an image; {@code usual} where it says nothing of it. */
    static ImageInput image(ModelVersion version, ImageInput usual) {
        return switch (version.manifest().modality()) {
            case Modality.Images(ImageSteps steps, _) ->
                new ImageInput(steps.height(), steps.width(), color(steps.color().channels()));
            case Modality.Tensors(Signature signature) when signature.inputs().getFirst().shape().size() == 4 -> {
                List<Integer> shape = signature.inputs().getFirst().shape();
                yield new ImageInput(shape.get(2) > 0 ? shape.get(2) : usual.height(),
                        shape.get(3) > 0 ? shape.get(3) : usual.width(),
                        shape.get(1) > 0 ? color(shape.get(1)) : usual.color());
            }
            case Modality _ -> usual;
        };
    }

    private static ImageInput.Color color(int channels) {
        return channels == 1 ? ImageInput.Color.GRAY : ImageInput.Color.RGB;
    }
}
