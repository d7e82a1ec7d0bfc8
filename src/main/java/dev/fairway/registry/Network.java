package dev.fairway.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.tensor.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The network of a version.
 *
 * @param format how it is written
 * @param signature the tensors that it reads and gives; null where the preprocessing says what they are
 */
public record Network(Format format, @Nullable Signature signature) {

    /** A TorchScript module whose inputs follow from the preprocessing, as train jobs leave it. */
    public static final Network TRAINED = new Network(Format.TORCHSCRIPT, null);

    /** How a network is written, and so which engine runs it. */
    public enum Format {
        @JsonProperty("torchscript")
        TORCHSCRIPT("model.pt"), @JsonProperty("onnx")
        ONNX("model.onnx");

        private final String file;

        Format(String file) {
            this.file = file;
        }

        /** Name of its file in a version's folder. */
        public String file() {
            return file;
        }
    }
}
