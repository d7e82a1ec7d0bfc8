package dev.fairway.inference.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CellsTests {

    @Test
    void everyTypeOfNumberIsANumber() {
        assertThat(number(DataType.FP64, data -> data.putDouble(0.1))).isEqualTo(0.1);
        assertThat(number(DataType.FP32, data -> data.putFloat(1.5f))).isEqualTo(1.5);
        assertThat(number(DataType.FP16, data -> data.putShort(Float.floatToFloat16(-2.5f)))).isEqualTo(-2.5);
        assertThat(number(DataType.BF16, data -> data.putShort((short) 0xC0A0))).isEqualTo(-5);
        assertThat(number(DataType.INT8, data -> data.put((byte) -3))).isEqualTo(-3);
        assertThat(number(DataType.INT16, data -> data.putShort((short) -300))).isEqualTo(-300);
        assertThat(number(DataType.INT32, data -> data.putInt(-70_000))).isEqualTo(-70_000);
        assertThat(number(DataType.INT64, data -> data.putLong(-1L << 40))).isEqualTo(-0x1p40);
        assertThat(number(DataType.UINT8, data -> data.put((byte) -1))).isEqualTo(255);
        assertThat(number(DataType.UINT16, data -> data.putShort((short) -1))).isEqualTo(65_535);
        assertThat(number(DataType.UINT32, data -> data.putInt(-1))).isEqualTo(4_294_967_295.0);
        assertThat(number(DataType.UINT64, data -> data.putLong(-1))).isEqualTo(0x1p64);
        assertThat(number(DataType.UINT64, data -> data.putLong((1L << 63) + 1025))).isEqualTo(0x1p63 + 2048);
    }

    @Test
    void aNumberThatIsNoneIsMissingAndAnInfiniteOneRefused() {
        assertThat(number(DataType.FP32, data -> data.putFloat(Float.NaN))).isNaN();
        assertThatThrownBy(() -> number(DataType.FP64, data -> data.putDouble(Double.NEGATIVE_INFINITY)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("row 0, column x");
    }

    @Test
    void wholeNumbersAndBooleansAreWordsAsTheirText() {
        assertThat(word(DataType.INT64, data -> data.putLong(-7))).isEqualTo("-7");
        assertThat(word(DataType.UINT64, data -> data.putLong(-1))).isEqualTo("18446744073709551615");
        assertThat(word(DataType.UINT8, data -> data.put((byte) 200))).isEqualTo("200");
        assertThat(word(DataType.BOOL, data -> data.put((byte) 1))).isEqualTo("true");
        assertThatThrownBy(() -> word(DataType.FP32, data -> data.putFloat(1))).isInstanceOf(Refusal.class);
    }

    @Test
    void anEmptyTextIsAMissingWord() {
        assertThat(Cells.words(texts("Zürich".getBytes(StandardCharsets.UTF_8), new byte[0]))).containsExactly("Zürich",
                null);
    }

    @Test
    void whatIsNoTextIsNoWord() {
        assertThatThrownBy(() -> Cells.words(texts(new byte[]{'a'}, new byte[]{(byte) 0xff})))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("row 1, column x");
        assertThatThrownBy(() -> Cells.numbers(texts(new byte[]{'1'}))).isInstanceOf(Refusal.class)
                .hasMessageContaining("inputs.x.datatype");
    }

    private static double number(DataType type, Consumer<ByteBuffer> element) {
        return Cells.numbers(tensor(type, element))[0];
    }

    private static String word(DataType type, Consumer<ByteBuffer> element) {
        return String.valueOf(Cells.words(tensor(type, element))[0]);
    }

    private static Tensor tensor(DataType type, Consumer<ByteBuffer> element) {
        ByteBuffer data = Tensor.allocate(1, type);
        element.accept(data);
        return new Tensor("x", type, List.of(1), data);
    }

    private static Tensor texts(byte[]... texts) {
        return Tensor.of("x", List.of(texts.length), List.of(texts));
    }
}
