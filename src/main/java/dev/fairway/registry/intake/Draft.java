package dev.fairway.registry.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody says of a model that they bring: a manifest before anything of it is known to be true. Whatever is null
 * was not said.
 *
 * @param format how the network is written; the file itself tells where this does not
 * @param signature the tensors that it reads and gives; what it gives may be left to be found out
 * @param passing how a TorchScript module's {@code forward} takes its inputs
 * @param schema the columns that a model of tables reads and predicts
 * @param preprocessing the steps from those columns to tensors
 * @param image how an image model's input is made
 * @param text how a text model's input is made
 * @param target what the output of an image or text model means
 * @param fairness which groups its monitor compares
 * @param serving what it asks for when it is loaded
 * @param golden inputs with the outputs that they must give
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Draft(
        Network.@Nullable Format format,
        @Nullable Tensors signature,
        Network.@Nullable Passing passing,
        @Nullable Schema schema,
        @Nullable Preprocessing preprocessing,
        @Nullable Image image,
        @Nullable Text text,
        @Nullable Target target,
        @Nullable Fairness fairness,
        @Nullable ServingWishes serving,
        @Nullable JsonNode golden) {

    static final Draft EMPTY = new Draft(null, null, null, null, null, null, null, null, null, null, null);

    /** @param outputs null to be found out by running the network */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tensors(List<TensorSpec> inputs, @Nullable List<TensorSpec> outputs) {

        Signature signature() {
            return new Signature(inputs, outputs == null ? List.of() : outputs);
        }
    }

    /**
     * @param color {@code RGB} where nothing is said
     * @param resize null to scale straight to width and height
     * @param layout {@code NCHW} where nothing is said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Image(
            int height,
            int width,
            ImageSteps.@Nullable Color color,
            @Nullable Integer resize,
            @Nullable List<Double> mean,
            @Nullable List<Double> std,
            ImageSteps.@Nullable Layout layout) {

        ImageSteps steps() {
            return new ImageSteps(height, width, colors(), resize, mean == null ? List.of() : mean,
                    std == null ? List.of() : std, layout == null ? ImageSteps.Layout.NCHW : layout);
        }

        @JsonIgnore
        ImageSteps.Color colors() {
            return color == null ? ImageSteps.Color.RGB : color;
        }
    }

    /**
     * @param maxLength 512 where nothing is said
     * @param padding whether each text is padded to {@code maxLength}
     * @param inputs {@code input_ids} and {@code attention_mask} where nothing is said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Text(@Nullable Integer maxLength, @Nullable Boolean padding, @Nullable List<String> inputs) {

        static final Text PLAIN = new Text(null, null, null);

        TextSteps steps() {
            return new TextSteps(maxLength == null ? 512 : maxLength, Boolean.TRUE.equals(padding),
                    inputs == null ? List.of("input_ids", "attention_mask") : inputs);
        }
    }

    static Draft ofImage(Image image, @Nullable Target target) {
        return new Draft(null, null, null, null, null, image, null, target, null, null, null);
    }

    static Draft ofText(Text text) {
        return new Draft(null, null, null, null, null, null, text, null, null, null, null);
    }

    static Draft ofServing(@Nullable ServingWishes serving) {
        return new Draft(null, null, null, null, null, null, null, null, null, serving, null);
    }

    /** This draft, and the other where this says nothing. */
    Draft or(Draft other) {
        return new Draft(format == null ? other.format : format, signature == null ? other.signature : signature,
                passing == null ? other.passing : passing, schema == null ? other.schema : schema,
                preprocessing == null ? other.preprocessing : preprocessing, image == null ? other.image : image,
                text == null ? other.text : text, target == null ? other.target : target,
                fairness == null ? other.fairness : fairness,
                serving == null ? other.serving : other.serving == null ? serving : serving.or(other.serving),
                golden == null ? other.golden : golden);
    }
}
