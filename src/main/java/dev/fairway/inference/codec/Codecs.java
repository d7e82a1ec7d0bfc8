package dev.fairway.inference.codec;

import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.inference.engine.Tokenizer;
import dev.fairway.inference.engine.Tokenizers;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the codec that a version asks for. */
@Component
public class Codecs {

    private final Tokenizers tokenizers;
    private final ImageProperties images;

    public Codecs(Tokenizers tokenizers, ImageProperties images) {
        this.tokenizers = tokenizers;
        this.images = images;
    }

    /** What callers of a version send and get; it need not be loaded for that. */
    public static Signature signature(Manifest manifest) {
        return switch (manifest.modality()) {
            case Modality.Table(Schema schema) -> TableCodec.signature(schema);
            case Modality.Tensors(Signature signature) -> signature;
            case Modality.Images(ImageSteps _, Target target) ->
                new Signature(List.of(ImageCodec.IMAGES.spec()), meaning(manifest, target).specs());
            case Modality.Texts(TextSteps _, Target target) ->
                new Signature(List.of(TextCodec.TEXTS.spec()), meaning(manifest, target).specs());
        };
    }

    /**
     * The caller closes it.
     *
     * @throws dev.fairway.contract.Refusal when a file of the version cannot be read
     */
    public Codec of(ModelVersion version) {
        return of(version.manifest(), version.folder());
    }

    /** The same for a folder that is no version yet. */
    public Codec of(Manifest manifest, VersionFolder folder) {
        return switch (manifest.modality()) {
            case Modality.Table(Schema schema) -> new TableCodec(schema, folder.preprocessing().fitted());
            case Modality.Tensors(Signature signature) ->
                new TensorCodec(signature, folder.has(VersionFolder.GENERATOR) ? folder.generator() : null);
            case Modality.Images(ImageSteps steps, Target target) ->
                new ImageCodec(steps, meaning(manifest, target), images.maxPixels());
            case Modality.Texts(TextSteps steps, Target target) ->
                new TextCodec(steps, tokenizer(folder, steps.maxLength()), meaning(manifest, target),
                        folder.has(VersionFolder.VOCABULARY) ? folder.vocabulary() : null);
        };
    }

    private Tokenizer tokenizer(VersionFolder folder, int maxLength) {
        return folder.has(VersionFolder.VOCABULARY) ? new Words(folder.vocabulary().lookup(), maxLength)
                : tokenizers.open(folder.path().resolve(VersionFolder.TOKENIZER), maxLength);
    }

    private static Meaning meaning(Manifest manifest, @Nullable Target target) {
        Signature signature = manifest.network().signature();
        return new Meaning(target, signature == null ? List.of() : signature.outputs());
    }
}
