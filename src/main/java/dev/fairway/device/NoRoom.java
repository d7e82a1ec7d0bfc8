package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** The devices that a version may run on have not the memory that it takes. */
public final class NoRoom extends Refusal {

    private static final long MIB = 1 << 20;

    NoRoom(String holder, Need need, List<Device> asked, List<Room> rooms) {
        super(Kind.OUT_OF_MEMORY,
                "%s needs %d MiB: %s; unload a version, or ask for less by fewer workers or a smaller max_batch"
                        .formatted(holder, Math.ceilDiv(need.bytes(), MIB),
                                asked.stream()
                                        .map(device -> situation(device, rooms))
                                        .collect(Collectors.joining(", "))));
    }

    private static String situation(Device device, List<Room> rooms) {
        return rooms.stream()
                .filter(room -> room.device().equals(device))
                .map(room -> "%s has %d of %d MiB free after a reserve of %d MiB".formatted(device, room.free() / MIB,
                        room.memory().total() / MIB, room.reserve() / MIB))
                .findFirst()
                .orElseGet(() -> device + " does not answer");
    }
}
