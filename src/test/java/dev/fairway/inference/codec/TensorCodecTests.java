package dev.fairway.inference.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorCodecTests {

    private static final Tensor X = Tensor.of("x", List.of(2, 1), 1f, 2f);
    private static final Tensor W = Tensor.of("w", List.of(2), List.of(new byte[]{'a'}, new byte[0]));

    private final TensorCodec codec = new TensorCodec(new Signature(
            List.of(new TensorSpec("x", DataType.FP32, List.of(-1, 1)),
                    new TensorSpec("w", DataType.BYTES, List.of(-1))),
            List.of(new TensorSpec("y", DataType.FP32, List.of(-1, 1)))));

    @Test
    void tensorsGoInByTheOrderOfTheSignature() {
        assertThat(encode(W, X)).containsExactly(X, W);
    }

    @Test
    void aMissingTensorIsNamedWithWhatItMustBe() {
        refused("inputs.w: is missing; send BYTES [-1]", X);
    }

    @Test
    void anUnknownTensorIsNamed() {
        refused("inputs.z: is no input of this model; its inputs are [x, w]", X, W, Tensor.of("z", List.of(1), 1f));
    }

    @Test
    void aTensorThatIsThereTwiceIsNamed() {
        refused("inputs.x: is there twice", X, X, W);
    }

    @Test
    void anotherTypeIsNamed() {
        refused("inputs.x: must be FP32, not INT64", Tensor.of("x", List.of(2, 1), 1L, 2L), W);
    }

    @Test
    void anotherShapeIsNamed() {
        refused("inputs.x: must have the shape [-1, 1] (-1: any extent), not [1, 2]",
                Tensor.of("x", List.of(1, 2), 1f, 2f), W);
    }

    @Test
    void noRowsAreNone() {
        refused("inputs.x: must have at least one element, not the shape [0, 1]",
                Tensor.of("x", List.of(0, 1), new float[0]), W);
    }

    @Test
    void rowsMustMatch() {
        refused("inputs.w: has 1 rows, but x has 2; send as many of each", X,
                Tensor.of("w", List.of(1), List.of(new byte[0])));
    }

    @Test
    void stringsMustBeText() {
        refused("inputs.w: element 1 is not UTF-8", X,
                Tensor.of("w", List.of(2), List.of(new byte[0], new byte[]{(byte) 0xFF})));
    }

    @Test
    void itemsAreNoTensors() {
        assertThatThrownBy(() -> codec.encode(new Input.Items(List.of(new byte[0])))).isInstanceOf(Refusal.class)
                .hasMessage("inputs: this model reads tensors, [x, w]");
    }

    @Test
    void blankTensorsFit() {
        assertThat(codec.encode(codec.blank(3))).extracting(Tensor::rows).containsExactly(3, 3);
    }

    private List<Tensor> encode(Tensor... tensors) {
        return codec.encode(new Input.Tensors(List.of(tensors)));
    }

    private void refused(String message, Tensor... tensors) {
        assertThatThrownBy(() -> encode(tensors)).isInstanceOf(Refusal.class).hasMessage(message);
    }
}
