package dev.fairway.device;

import java.util.Comparator;
import java.util.List;

/** The devices that come into question, the one with most room first. */
final class Rooms {

    private final List<Room> rooms;

    Rooms(List<Room> rooms) {
        this.rooms = rooms.stream().sorted(Comparator.comparingLong(Room::free).reversed()).toList();
    }

    /** The devices that a version goes to; none when there is not the room that it wishes for. */
    List<Room> chosen(Wish wish, Need need) {
        List<Room> fitting = rooms.stream().filter(room -> room.fits(need)).toList();
        return switch (wish) {
            case Wish.Auto _ -> fitting.stream().limit(1).toList();
            case Wish.All _ -> fitting;
            case Wish.Named named -> fitting.size() == named.devices().size() ? fitting : List.of();
        };
    }

    /** What there is, for somebody whose need it does not meet. */
    List<Room> all() {
        return rooms;
    }
}
