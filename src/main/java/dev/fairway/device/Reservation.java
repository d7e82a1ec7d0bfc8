package dev.fairway.device;

import java.util.List;

/** Memory that is kept for a version on its devices, from before it is loaded until it is closed. */
public final class Reservation implements AutoCloseable {

    private final long number;
    private final String holder;
    private final List<Assignment> assignments;
    private final Placement placement;

    Reservation(long number, String holder, List<Assignment> assignments, Placement placement) {
        this.number = number;
        this.holder = holder;
        this.assignments = List.copyOf(assignments);
        this.placement = placement;
    }

    long number() {
        return number;
    }

    /** For whom, such as {@code income/3}. */
    public String holder() {
        return holder;
    }

    /** What goes where, the device with most room first. */
    public List<Assignment> assignments() {
        return assignments;
    }

    public List<Device> devices() {
        return assignments.stream().map(Assignment::device).toList();
    }

    /** The version is in memory everywhere, so its devices count it by themselves and it is promised no longer. */
    public void loaded() {
        placement.change(this, devices(), Holding::loaded);
    }

    /**
     * Replaces the estimate by what the instances on a device were found to take, be it more or less.
     *
     * @param bytes of all instances on the device together
     */
    public void measured(Device device, long bytes) {
        placement.change(this, List.of(device), holding -> holding.measured(bytes));
    }

    /** Gives back what is kept on one device, because its instances are gone from there. */
    public void release(Device device) {
        placement.release(this, List.of(device));
    }

    /** Gives everything back; a second time does nothing. The instances must be gone before. */
    @Override
    public void close() {
        placement.release(this, devices());
    }
}
