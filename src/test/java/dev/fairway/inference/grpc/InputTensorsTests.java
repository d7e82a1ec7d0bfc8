package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.Requests.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.grpc.wire.InferTensorContents;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InputTensorsTests {

    static Stream<Arguments> typed() {
        return Stream.of(Arguments.of("BOOL", contents().addBoolContents(true).addBoolContents(false)),
                Arguments.of("INT8", contents().addIntContents(-128).addIntContents(127)),
                Arguments.of("INT16", contents().addIntContents(-32768).addIntContents(32767)),
                Arguments.of("INT32", contents().addIntContents(Integer.MIN_VALUE).addIntContents(7)),
                Arguments.of("INT64", contents().addInt64Contents(Long.MIN_VALUE).addInt64Contents((1L << 53) + 1)),
                Arguments.of("UINT8", contents().addUintContents(0).addUintContents(255)),
                Arguments.of("UINT16", contents().addUintContents(0).addUintContents(65535)),
                Arguments.of("UINT32", contents().addUintContents(-1).addUintContents(1)),
                Arguments.of("UINT64", contents().addUint64Contents(-1).addUint64Contents(1)),
                Arguments.of("FP32", contents().addFp32Contents(Float.MIN_VALUE).addFp32Contents(-0f)),
                Arguments.of("FP64", contents().addFp64Contents(Math.PI).addFp64Contents(Double.MAX_VALUE)),
                Arguments.of("BYTES", contents().addBytesContents(ByteString.EMPTY)
                        .addBytesContents(ByteString.copyFromUtf8("Zürich"))));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void everyTypedElementComesBackAsItWasSent(String datatype, InferTensorContents.Builder sent) {
        Tensor read = only(input("x", datatype, List.of(2L), sent));
        assertThat(read.type().name()).isEqualTo(datatype);
        assertThat(TypedContents.write(read)).isEqualTo(sent.build());
    }

    @ParameterizedTest
    @MethodSource("typed")
    void aTypedTensorHoldsTheBytesThatARawOneSends(String datatype, InferTensorContents.Builder sent) {
        Tensor typed = only(input("x", datatype, List.of(2L), sent));
        Tensor raw = raw(datatype, ByteString.copyFrom(typed.data().duplicate()), 2);
        assertThat(raw.data()).isEqualTo(typed.data());
    }

    @ParameterizedTest
    @EnumSource(names = {"FP16", "BF16"})
    void halvesAreSentRawOnly(DataType type) {
        assertThat(raw(type.name(), ByteString.copyFrom(new byte[4]), 2).elements()).isEqualTo(2);
        refused(input("x", type.name(), List.of(2L), contents().addFp32Contents(1).addFp32Contents(2)))
                .hasMessageContaining("inputs.x")
                .hasMessageContaining("raw_input_contents");
    }

    @Test
    void anElementThatItsTypeIsTooNarrowForIsRefused() {
        refused(input("x", "INT8", List.of(2L), contents().addIntContents(1).addIntContents(128)))
                .hasMessageContaining("element 1 is no INT8");
        refused(input("x", "UINT8", List.of(1L), contents().addUintContents(256))).hasMessageContaining("no UINT8");
        refused(input("x", "UINT16", List.of(1L), contents().addUintContents(-1))).hasMessageContaining("no UINT16");
    }

    @Test
    void contentsOfAnotherTypeOrNumberAreRefused() {
        refused(input("x", "FP32", List.of(1L), contents().addFp64Contents(1))).hasMessageContaining("another field");
        refused(input("x", "FP32", List.of(1L), contents().addFp32Contents(1).addIntContents(1)))
                .hasMessageContaining("another field");
        refused(input("x", "FP32", List.of(3L), contents().addFp32Contents(1)))
                .hasMessageContaining("needs 3 elements, but contents has 1");
        refused(input("x", "FP32", List.of(1L), contents())).hasMessageContaining("contents has 0");
    }

    static Stream<List<Long>> impossible() {
        return Stream.of(List.of(-1L), List.of(0L), List.of(1L << 31), List.of(1L << 20, 1L << 20, 1L << 20, 1L << 20),
                List.of(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aShapeThatCannotBeIsRefused(List<Long> shape) {
        refused(input("x", "FP32", shape, contents().addFp32Contents(1))).hasMessageContaining("inputs.x.shape");
    }

    @Test
    void aTensorWithoutADimensionIsOneElement() {
        assertThat(only(input("x", "FP32", List.of(), contents().addFp32Contents(1))).elements()).isEqualTo(1);
    }

    @Test
    void whatATensorIsCalledAndHoldsMustBeSaid() {
        refused(input("", "FP32", List.of(1L), contents().addFp32Contents(1))).hasMessageContaining("inputs[0].name");
        refused(input("x", "float32", List.of(1L), contents().addFp32Contents(1)))
                .hasMessageContaining("inputs.x.datatype")
                .hasMessageContaining("FP32");
        InferInputTensor twice = input("x", "FP32", List.of(1L), contents().addFp32Contents(1));
        assertThatThrownBy(() -> read(Requests.to("m").addInputs(twice).addInputs(twice)))
                .hasMessageContaining("given twice");
    }

    @Test
    void bytesThatEndTooEarlyOrTooLateAreRefused() {
        assertThatThrownBy(() -> raw("BYTES", ByteString.copyFrom(new byte[]{9, 0, 0, 0, 'a'}), 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("inputs.x");
        assertThatThrownBy(() -> raw("BYTES", Requests.rawWords("a", "b"), 1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> raw("BYTES", ByteString.copyFrom(new byte[]{-1, -1, -1, -1}), 1))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> raw("INT64", ByteString.copyFrom(new byte[9]), 1)).isInstanceOf(Refusal.class)
                .hasMessageContaining("needs 8 bytes");
    }

    private static InferTensorContents.Builder contents() {
        return InferTensorContents.newBuilder();
    }

    private static Tensor only(InferInputTensor input) {
        return read(Requests.to("m").addInputs(input)).getFirst();
    }

    private static Tensor raw(String datatype, ByteString bytes, long elements) {
        return read(Requests.to("m").addInputs(input("x", datatype, List.of(elements))).addRawInputContents(bytes))
                .getFirst();
    }

    private static List<Tensor> read(ModelInferRequest.Builder request) {
        return new InputTensors(request.build()).read();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(InferInputTensor input) {
        return assertThatThrownBy(() -> only(input)).isInstanceOf(Refusal.class);
    }
}
