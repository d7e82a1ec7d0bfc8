package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of network it is to be. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Architecture.Mlp.class, name = "mlp"),
        @JsonSubTypes.Type(value = Architecture.Lenet.class, name = "lenet"),
        @JsonSubTypes.Type(value = Architecture.Resnet.class, name = "resnet"),
        @JsonSubTypes.Type(value = Architecture.Lstm.class, name = "lstm"),
        @JsonSubTypes.Type(value = Architecture.Gru.class, name = "gru"),
        @JsonSubTypes.Type(value = Architecture.TransformerEncoder.class, name = "transformer_encoder"),
        @JsonSubTypes.Type(value = Architecture.Autoencoder.class, name = "autoencoder"),
        @JsonSubTypes.Type(value = Architecture.TextGenerator.class, name = "text_generator"),
        @JsonSubTypes.Type(value = Architecture.Gan.class, name = "gan"),
        @JsonSubTypes.Type(value = Architecture.Torchscript.class, name = "torchscript")})
public sealed interface Architecture {

    /** Whether it learns without a target: what comes out of it is held against what went in. */
    default boolean isUnsupervised() {
        return switch (this) {
            case Autoencoder _,TextGenerator _,Gan _ -> true;
            case Mlp _,Lenet _,Resnet _,Lstm _,Gru _,TransformerEncoder _,Torchscript _ -> false;
        };
    }

    /**
     * Embeddings of the categorical columns beside the numeric ones, then per hidden layer a linear map, batch
     * normalisation, ReLU and dropout, then a linear map to the target.
     *
     * @param hidden width of each hidden layer
     * @param dropout share of a hidden layer's units that is switched off in each training step
     */
    record Mlp(List<Integer> hidden, double dropout, boolean batchNorm) implements Architecture {

        public Mlp {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * Two convolutions of 5 × 5 with pooling, then linear maps (LeCun et al. 1998), with ReLU.
     *
     * @param channels filters of each convolution
     * @param hidden width of each linear map before the last
     */
    record Lenet(List<Integer> channels, List<Integer> hidden, double dropout) implements Architecture {

        public Lenet {
            channels = List.copyOf(channels);
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * A residual network of basic blocks (He et al. 2016, arXiv:1512.03385).
     *
     * @param depth layers with weights: 18 is that for photographs, with four stages; 20, 32, 44 and 56 are those for
     *     small images, with three
     * @param width filters of the first stage; each further one has twice as many
     */
    record Resnet(int depth, int width, double dropout) implements Architecture {}

    /**
     * Long short-term memory (Hochreiter and Schmidhuber 1997) over the tokens of a text.
     *
     * @param embedding width of a token's vector
     * @param hidden width of the state of each direction
     * @param bidirectional whether a second network of its own reads each text backwards
     */
    record Lstm(int embedding, int hidden, int layers, boolean bidirectional, double dropout) implements Architecture {}

    /** Gated recurrent units (Cho et al. 2014, arXiv:1406.1078); the fields are those of {@link Lstm}. */
    record Gru(int embedding, int hidden, int layers, boolean bidirectional, double dropout) implements Architecture {}

    /**
     * A transformer's encoder (Vaswani et al. 2017, arXiv:1706.03762) over the tokens of a text.
     *
     * @param width of a token's vector, a multiple of {@code heads}
     * @param feedForward width between the two linear maps of a layer
     */
    record TransformerEncoder(int width, int heads, int layers, int feedForward, double dropout)
            implements
                Architecture {}

    /**
     * Says a row back through a narrow middle; how badly it does is the row's anomaly score.
     *
     * @param hidden width of each layer before the middle; those behind it mirror them
     * @param code width of the middle
     * @param quantile share of the training rows whose score is below the threshold of an anomaly
     */
    record Autoencoder(List<Integer> hidden, int code, double dropout, double quantile) implements Architecture {

        public Autoencoder {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * Goes on with a text, token by token.
     *
     * @param heads of the transformer only
     */
    record TextGenerator(Core core, int width, int heads, int layers, double dropout) implements Architecture {

        /** What reads the text so far. */
        public enum Core {
            @JsonProperty("transformer")
            TRANSFORMER, @JsonProperty("lstm")
            LSTM
        }
    }

    /**
     * Two networks, one that makes rows or images from noise and one that tells them from real ones (Goodfellow et al.
     * 2014, arXiv:1406.2661).
     *
     * @param noise numbers that a made item starts from
     * @param hidden width of each hidden layer of both
     */
    record Gan(int noise, List<Integer> hidden, double dropout) implements Architecture {

        public Gan {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * Goes on with the network of a version that was uploaded as TorchScript.
     *
     * @param model name of the model
     * @param version its version; the one in production where it is null
     * @param freeze globs of the names of the weights that stay as they are
     * @param newHead whether the last layer is replaced by a fresh one for this target
     * @param head name of that layer; null to look for the last matrix with as many outputs as the network
     * @param bytes size of its file; null where it was not looked up
     */
    record Torchscript(
            String model,
            @Nullable Integer version,
            List<String> freeze,
            boolean newHead,
            @Nullable String head,
            @Nullable Long bytes) implements Architecture {

        public Torchscript {
            freeze = List.copyOf(freeze);
        }
    }
}
