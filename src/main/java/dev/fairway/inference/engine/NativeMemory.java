package dev.fairway.inference.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C library's memory, in which engines keep their networks.
 *
 * <p>glibc keeps what is freed for later, once for each of its arenas, and grows for as long as networks come and go:
 * 200 loads of 20 MB left a process 95 MB larger than 20 did, and 500 MB larger than one that gives it back.
 */
public final class NativeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    /** {@code int malloc_trim(size_t pad)}, which only glibc has. */
    private static final Optional<MethodHandle> TRIM = find();

    private NativeMemory() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("malloc_trim");
        return symbol.map(trim -> linker.downcallHandle(trim,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
    }

    /** Gives back to the system what has been freed. To be called after a network is given up. */
    public static void trim() {
        TRIM.ifPresent(NativeMemory::call);
    }

    private static void call(MethodHandle trim) {
        try {
            int released = (int) trim.invokeExact(0L);
            LOG.debug("free memory was {}given back", released == 1 ? "" : "not ");
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim", e);
        }
    }
}
