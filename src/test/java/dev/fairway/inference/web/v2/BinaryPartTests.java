package dev.fairway.inference.web.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.Buffers;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryPartTests {

    private static final int MUCH = 60 << 20;

    @Test
    void aCallerThatPromisesMuchAndSendsLittleIsGivenLittleRoom() {
        long before = nativeMemory();
        BinaryPart part = new BinaryPart(connection(new byte[100]), new Buffers(1 << 20).loan(), MUCH);
        assertThatThrownBy(() -> part.take(MUCH)).isInstanceOf(Refusal.class).hasMessageContaining("broke off");
        assertThat(nativeMemory() - before).isLessThan(MUCH / 2);
    }

    @Test
    void inputsAreTakenOneAfterAnother() {
        BinaryPart part = new BinaryPart(connection(new byte[]{1, 2, 3}), new Buffers(1 << 20).loan(), 3);
        assertThat(part.take(2).get(1)).isEqualTo((byte) 2);
        assertThat(part.left()).isEqualTo(1);
        assertThat(part.rest()).containsExactly(3);
        assertThat(part.left()).isZero();
    }

    @Test
    void aLargeInputIsReadWhole() {
        byte[] sent = new byte[5 << 20];
        new Random(7).nextBytes(sent);
        ByteBuffer taken = new BinaryPart(connection(sent), new Buffers(1 << 20).loan(), sent.length).take(sent.length);
        assertThat(taken).isEqualTo(ByteBuffer.wrap(sent));
    }

    private static long nativeMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    private static ServletInputStream connection(byte[] sent) {
        InputStream bytes = new ByteArrayInputStream(sent);
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] to, int at, int length) throws IOException {
                return bytes.read(to, at, length);
            }

            @Override
            public boolean isFinished() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
