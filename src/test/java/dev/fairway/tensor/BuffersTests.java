package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuffersTests {

    private final Buffers buffers = new Buffers(1 << 20);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 3136, 602_112, 16 << 20, (16 << 20) + 1})
    void aBufferHasJustTheBytesThatWereAskedFor(int bytes) {
        ByteBuffer buffer = buffers.loan().take(bytes);
        assertThat(buffer.capacity()).isEqualTo(bytes);
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatWasGivenBackIsLentAgain() {
        Buffers.Loan loan = buffers.loan();
        loan.take(3136).put(0, (byte) 42);
        loan.giveBack();
        assertThat(buffers.kept()).isEqualTo(4096);
        assertThat(buffers.loan().take(2100).get(0)).isEqualTo((byte) 42);
        assertThat(buffers.kept()).isZero();
    }

    @Test
    void whatWasNotGivenBackIsNot() {
        buffers.loan().take(3136).put(0, (byte) 42);
        assertThat(buffers.loan().take(3136).get(0)).isZero();
    }

    @Test
    void givingBackTwiceLendsOnce() {
        Buffers.Loan loan = buffers.loan();
        loan.take(3136);
        loan.giveBack();
        loan.giveBack();
        ByteBuffer one = buffers.loan().take(3136).put(0, (byte) 1);
        buffers.loan().take(3136).put(0, (byte) 2);
        assertThat(one.get(0)).isEqualTo((byte) 1);
        assertThatThrownBy(() -> loan.take(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noMoreIsKeptThanWasSaid() {
        Buffers.Loan loan = buffers.loan();
        for (int i = 0; i < 5; i++) {
            loan.take(300_000);
        }
        loan.take(20 << 20);
        loan.giveBack();
        assertThat(buffers.kept()).isEqualTo(1 << 20);
    }

    /** Each writes its own mark over all of its memory and must still find it there before it gives it back. */
    @Test
    void nobodyWritesToWhatAnotherHas() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> borrowers = new ArrayList<>();
            for (int mark = 1; mark <= 8; mark++) {
                byte own = (byte) mark;
                borrowers.add(() -> keepsItsMarks(own));
            }
            for (Future<Boolean> kept : threads.invokeAll(borrowers)) {
                assertThat(kept.get()).isTrue();
            }
        }
    }

    private boolean keepsItsMarks(byte mark) {
        Random random = new Random(mark);
        for (int round = 0; round < 2_000; round++) {
            Buffers.Loan loan = buffers.loan();
            ByteBuffer one = marked(loan.take(1 + random.nextInt(2000)), mark);
            ByteBuffer other = marked(loan.take(1 + random.nextInt(2000)), (byte) -mark);
            if (!isMarked(one, mark) || !isMarked(other, (byte) -mark)) {
                return false;
            }
            if (random.nextInt(4) > 0) {
                loan.giveBack();
            }
        }
        return true;
    }

    private static ByteBuffer marked(ByteBuffer buffer, byte mark) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, mark);
        }
        return buffer;
    }

    private static boolean isMarked(ByteBuffer buffer, byte mark) {
        for (int i = 0; i < buffer.capacity(); i++) {
            if (buffer.get(i) != mark) {
                return false;
            }
        }
        return true;
    }
}
