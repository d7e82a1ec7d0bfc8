package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.regex.Pattern;

/**
 * A processor of this host that a model can run on.
 *
 * @param name {@code cpu}, or {@code cuda:} and the number of a card
 */
public record Device(String name) {

    private static final String CUDA = "cuda:";
    private static final Pattern FIT = Pattern.compile("cpu|cuda:(0|[1-9][0-9]{0,2})");

    /** All cores together. */
    public static final Device CPU = new Device("cpu");

    /** @throws Refusal when no device has such a name, on whatever host */
    public Device {
        check(name, "device");
    }

    /** @param field where the name stands in what a caller sent */
    static Device of(String name, String field) {
        check(name, field);
        return new Device(name);
    }

    private static void check(String name, String field) {
        if (!FIT.matcher(name).matches()) {
            throw Refusal.invalid(field, "must be auto, all, cpu or cuda:0, cuda:1, …, not '%s'".formatted(name));
        }
    }

    /** The card that CUDA counts under this number. */
    public static Device cuda(int number) {
        return new Device(CUDA + number);
    }

    /** Whether it is a card with memory of its own. */
    public boolean isGpu() {
        return !equals(CPU);
    }

    /** The number under which CUDA counts the card; the CPU has none, which is an {@link IllegalStateException}. */
    public int number() {
        if (!isGpu()) {
            throw new IllegalStateException("the CPU is not counted");
        }
        return Integer.parseInt(name.substring(CUDA.length()));
    }

    @Override
    public String toString() {
        return name;
    }
}
