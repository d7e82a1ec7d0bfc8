package dev.fairway.process;

/**
 * How a process ended.
 *
 * @param value 0 for well; above 128 for the signal that ended it
 */
public record ExitCode(int value) {

    /** Java's own exit code for a heap that is too small. */
    private static final int OUT_OF_MEMORY = 3;
    private static final int SIGNAL = 128;

    public boolean isOutOfMemory() {
        return value == OUT_OF_MEMORY;
    }

    /** Whether it was ended from outside, or by what its native code did. */
    public boolean isSignal() {
        return value > SIGNAL;
    }

    /** Such as {@code signal 11 (SIGSEGV)} or {@code exit code 1}. */
    @Override
    public String toString() {
        return isSignal() ? signal(value - SIGNAL) : "exit code " + value;
    }

    private static String signal(int number) {
        return "signal " + number + switch (number) {
            case 6 -> " (SIGABRT)";
            case 9 -> " (SIGKILL)";
            case 11 -> " (SIGSEGV)";
            case 15 -> " (SIGTERM)";
            default -> "";
        };
    }
}
