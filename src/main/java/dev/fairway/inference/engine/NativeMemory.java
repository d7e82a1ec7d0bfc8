package dev.fairway.inference.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C library's memory, in which engines keep their networks.
 *
 * <p>glibc carves what it is asked for out of arenas and keeps what is freed for later, so a process grows for as long as
 * networks come and go. Weights are given pages of their own from the system here, which are back there the moment they are
 * freed. What runs compute in stays with the arenas, where it is soon needed again, until somebody {@linkplain #trim() trims}
 * them.
 */
public final class NativeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    /** {@code M_MMAP_THRESHOLD}: from how many bytes on an allocation has pages of its own. */
    private static final int OWN_PAGES_FROM = -3;
    /** {@code M_TRIM_THRESHOLD}: how much of an arena's end may be free. */
    private static final int MOST_FREE = -1;
    /** A vector's worth of pages more costs little; below it lies next to nothing of a network. */
    private static final int SMALL = 128 << 10;
    /** Where glibc's own limit ends after it has seen large blocks come and go, and twice that. */
    private static final int LARGE = 32 << 20;

    /** {@code int malloc_trim(size_t pad)}, which only glibc has. */
    private static final Optional<MethodHandle> TRIM = find("malloc_trim", ValueLayout.JAVA_LONG);
    /** {@code int mallopt(int param, int value)}, which others have with other parameters. */
    private static final Optional<MethodHandle> MALLOPT = TRIM
            .flatMap(_ -> find("mallopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private static int readers;

    private NativeMemory() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find(String function, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(function)
                .map(found -> linker.downcallHandle(found, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
    }

    /** Lasts while a network's weights are read. */
    public interface Reading extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Gives what is large pages of its own until the reading ends. That is a property of the process, so what other threads
     * compute in meanwhile costs them more; it goes back with the last reading.
     */
    public static synchronized Reading reading() {
        if (readers++ == 0) {
            set(OWN_PAGES_FROM, SMALL);
        }
        return NativeMemory::read;
    }

    private static synchronized void read() {
        if (--readers == 0) {
            set(OWN_PAGES_FROM, LARGE);
            set(MOST_FREE, 2 * LARGE);
        }
    }

    private static void set(int parameter, int value) {
        MALLOPT.ifPresent(mallopt -> {
            try {
                int set = (int) mallopt.invokeExact(parameter, value);
                LOG.debug("mallopt({}, {}) gives {}", parameter, value, set);
            } catch (Throwable e) {
                throw new IllegalStateException("mallopt", e);
            }
        });
    }

    /**
     * Gives back to the system what has been freed. It stops whoever needs memory for tens of milliseconds, so it is nothing
     * to be done on every occasion.
     */
    public static void trim() {
        TRIM.ifPresent(trim -> {
            try {
                int released = (int) trim.invokeExact(0L);
                LOG.debug("free memory was {}given back", released == 1 ? "" : "not ");
            } catch (Throwable e) {
                throw new IllegalStateException("malloc_trim", e);
            }
        });
    }
}
