package dev.fairway.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.tensor.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The network of a version.
 *
 * @param format how it is written
 * @param signature the tensors that it reads and gives; null where the preprocessing says what they are
 * @param passing how a TorchScript module's {@code forward} takes its inputs; null for one argument each
 */
public record Network(Format format, @Nullable Signature signature, @Nullable Passing passing) {

    /** A TorchScript module whose inputs follow from the preprocessing, as train jobs leave it. */
    public static final Network TRAINED = new Network(Format.TORCHSCRIPT, null);

    /** A network that takes its inputs one by one. */
    public Network(Format format, @Nullable Signature signature) {
        this(format, signature, null);
    }

    /** How the inputs of the signature, in its order, become the arguments of {@code forward}. */
    public enum Passing {
        /** One argument each. */
        @JsonProperty("positional")
        POSITIONAL,
        /** One argument, a tuple of all. */
        @JsonProperty("tuple")
        TUPLE,
        /** One argument, a {@code List[Tensor]} of all. */
        @JsonProperty("list")
        LIST,
        /** One argument, a {@code Dict[str, Tensor]} of all under their names. */
        @JsonProperty("dict")
        DICT
    }

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
