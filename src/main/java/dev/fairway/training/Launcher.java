package dev.fairway.training;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts the workers of train jobs, wherever they run. */
public interface Launcher {

    /**
     * Starts a worker on the order that lies in a job's folder. One that another instance of the service has left
     * behind on that folder is ended first, so that no two ever write to it.
     *
     * @param threads threads of one native operation
     * @throws IOException when it cannot be started
     */
    Worker launch(Path folder, int threads) throws IOException;

    /** Whether workers run on this host, and so on its devices and in its memory. */
    default boolean runsHere() {
        return true;
    }

    /** A worker that has been started; closing it ends it, whatever it is doing. */
    interface Worker extends AutoCloseable {

        /**
         * Waits for what the worker tells next.
         *
         * @return null when it will tell nothing more, because it has ended
         */
        @Nullable
        WorkerEvent next() throws IOException;

        /** Asks the worker to stop after the step that it is doing. */
        void cancel();

        /** How the worker ended, in words that an operator can act on; waits for the end. */
        Exit exit();

        @Override
        void close();
    }

    /**
     * The end of a worker.
     *
     * @param outOfMemory whether its heap was too small
     * @param description such as {@code signal 9 (SIGKILL)}
     */
    record Exit(boolean outOfMemory, String description) {}
}
