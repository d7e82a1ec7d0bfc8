package dev.fairway.training;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts the workers of train jobs, wherever they run. */
public interface Launcher {

    /**
     * Starts a worker on the order that lies in a job's folder. One that another instance of the service has left
     * behind on that folder is listened to where it can do without a service, and ended first where it cannot: no two
     * ever write to a folder.
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

        /** Whether it was at work already, for an instance of the service before this one. */
        default boolean found() {
            return false;
        }

        /** Whether it can do without the service. */
        default boolean goesOn() {
            return false;
        }

        /** Lets go of the worker because the service stops; one that cannot do without it has ended then. */
        default void leave() {
            close();
        }

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
     * @param takenAway whether its place was taken from it, as from a pod that is evicted, by no fault of its own
     */
    record Exit(boolean outOfMemory, String description, boolean takenAway) {

        public Exit(boolean outOfMemory, String description) {
            this(outOfMemory, description, false);
        }
    }
}
