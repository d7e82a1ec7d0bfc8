package dev.fairway.inference.version;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's priority of a thread. Java's own says nothing to Linux unless the JVM is started as root for it. */
final class NativePriority {

    private static final Logger LOG = LoggerFactory.getLogger(NativePriority.class);
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final int LOW = 10;

    private NativePriority() {}

    /**
     * Lets the calling thread yield to others, for good: by {@code setpriority(2)}, which on Linux is of a thread and
     * elsewhere of the process. It still gets a tenth of a core that is wanted by all, so that a load under full traffic ends.
     */
    @SuppressWarnings("restricted")
    static void lower() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setpriority").ifPresent(function -> {
            MethodHandle setpriority = linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            try {
                int failed = (int) setpriority.invokeExact(PRIO_PROCESS, THIS_THREAD, LOW);
                if (failed != 0) {
                    LOG.info("loading a model is not throttled: the system does not let a thread yield");
                }
            } catch (Throwable e) {
                throw new IllegalStateException("setpriority cannot be called", e);
            }
        });
    }
}
