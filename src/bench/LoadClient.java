import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends one and the same HTTP/1.1 request again and again over some connections that it keeps, each one's next when its
 * last is answered. One thread does it all, because the machine's other cores are the server's.
 */
final class LoadClient implements AutoCloseable {

    /** What came of a while of sending. */
    record Sent(long answers, long refusals, double seconds, long[] nanos) {

        double perSecond() {
            return answers / seconds;
        }

        /** Microseconds that so many of all requests took at most. */
        double quantile(double share) {
            return nanos.length == 0 ? Double.NaN : nanos[(int) Math.min(nanos.length - 1, share * nanos.length)] / 1e3;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final byte[] request;
    private final int count;
    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private long[] nanos = new long[1 << 16];
    private int answers;
    private long refusals;
    private String refusal = "";

    LoadClient(int port, byte[] request, int count) throws IOException {
        this.port = port;
        this.request = request;
        this.count = count;
    }

    /** Anew for each while of sending: between two, a server may have given up connections that were idle. */
    private void connect() throws IOException {
        for (Connection old : connections) {
            old.channel.close();
        }
        connections.clear();
        selector.selectNow();
        for (int i = 0; i < count; i++) {
            connections.add(new Connection(port, request));
        }
    }

    /** What the first answer that was not 200 said. */
    String refusal() {
        return refusal;
    }

    /** Sends for some time, or until so many are answered; every request is waited for. */
    Sent send(Duration time, long most) throws IOException {
        connect();
        answers = 0;
        refusals = 0;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        int open = 0;
        for (Connection connection : connections) {
            connection.ask();
            open++;
        }
        while (open > 0) {
            if (selector.select(PATIENCE.toMillis()) == 0) throw new IOException("no answer in " + PATIENCE);
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.write();
                } else if (connection.read()) {
                    if (System.nanoTime() < end && answers + open <= most) {
                        connection.ask();
                    } else {
                        open--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] all = Arrays.copyOf(nanos, answers);
        Arrays.sort(all);
        return new Sent(answers, refusals, seconds, all);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private void answered(int status, long took, String text) {
        if (answers == nanos.length) nanos = Arrays.copyOf(nanos, 2 * nanos.length);
        nanos[answers++] = took;
        if (status != 200) {
            refusals++;
            if (refusal.isEmpty()) refusal = text.substring(0, Math.min(text.length(), 500));
        }
    }

    private final class Connection {

        private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
        private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer out;
        private ByteBuffer in = ByteBuffer.allocate(1 << 16);
        private long asked;
        private int status;
        /** Bytes of the whole answer; −1 where it comes in chunks, 0 while that is not known. */
        private int length;

        Connection(int port, byte[] request) throws IOException {
            out = ByteBuffer.allocateDirect(request.length).put(request).flip();
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask() throws IOException {
            asked = System.nanoTime();
            in.clear();
            length = 0;
            out.rewind();
            write();
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Gives whether the answer is whole. */
        boolean read() throws IOException {
            if (!in.hasRemaining()) in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
            if (channel.read(in) < 0) throw new IOException("the server closed a connection in the middle");
            if (length == 0) head();
            boolean whole = length > 0 ? in.position() >= length : length < 0 && endsWith(LAST_CHUNK);
            if (whole) answered(status, System.nanoTime() - asked, status == 200 ? "" : text());
            return whole;
        }

        private void head() {
            String text = text();
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) return;
            String head = text.substring(0, end).toLowerCase(Locale.ROOT);
            status = Integer.parseInt(head.substring(9, 12));
            Matcher found = LENGTH.matcher(head);
            length = found.find() ? end + 4 + Integer.parseInt(found.group(1)) : -1;
        }

        private boolean endsWith(byte[] end) {
            int from = in.position() - end.length;
            return from >= 0 && Arrays.equals(in.array(), from, in.position(), end, 0, end.length);
        }

        private String text() {
            return new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
