package dev.fairway.inference.codec;

import dev.fairway.feature.Schema;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.ModelVersion;
import dev.fairway.tensor.Signature;
import org.springframework.stereotype.Component;

/** Makes the codec that a version asks for. */
@Component
public class Codecs {

    /** What callers of a version send and get; it need not be loaded for that. */
    public static Signature signature(Manifest manifest) {
        return switch (manifest.modality()) {
            case Modality.Table(Schema schema) -> TableCodec.signature(schema);
            case Modality.Tensors(Signature signature) -> signature;
            case Modality.Images _,Modality.Texts _ ->
                throw new UnsupportedOperationException("images and texts are not encoded yet");
        };
    }

    /** @throws dev.fairway.contract.Refusal when a file of the version cannot be read */
    public Codec of(ModelVersion version) {
        return switch (version.manifest().modality()) {
            case Modality.Table(Schema schema) -> new TableCodec(schema, version.folder().preprocessing().fitted());
            case Modality.Tensors(Signature signature) -> new TensorCodec(signature);
            case Modality.Images _,Modality.Texts _ ->
                throw new UnsupportedOperationException("images and texts are not encoded yet");
        };
    }
}
