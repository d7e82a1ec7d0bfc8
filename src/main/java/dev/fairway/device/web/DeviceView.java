package dev.fairway.device.web;

import dev.fairway.device.Account;
import dev.fairway.device.Holding;
import dev.fairway.device.Room;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A device as it is shown. */
@Schema(name = "Device")
record DeviceView(
        @Schema(example = "cuda:0") String device,
        @Schema(allowableValues = {
                "healthy", "quarantined", "lost"}) String state,
        @Schema(description = "why it is in quarantine") @Nullable String reason,
        @Schema(description = "absent when the device does not answer") @Nullable MemoryView memory,
        @Schema(description = "instances of all versions") int instances,
        List<HolderView> holders) {

    /** All in bytes. */
    @Schema(name = "DeviceMemory", description = "in bytes")
    record MemoryView(
            @Schema(description = "what the device has, or this process may use of it") long total,
            @Schema(description = "what no process holds") long free,
            @Schema(description = "what versions hold by this service's account") long accounted,
            @Schema(description = "what stays free always") long reserve,
            @Schema(description = "what a further version may take") long available) {

        static MemoryView of(Room room) {
            return new MemoryView(room.memory().total(), room.memory().free(), room.accounted(), room.reserve(),
                    room.free());
        }
    }

    @Schema(name = "DeviceHolder", description = "whose memory is kept on the device")
    record HolderView(
            @Schema(description = "model and version", example = "income/3") String holder,
            int instances,
            @Schema(description = "of all instances together") long bytes,
            @Schema(allowableValues = {
                    "promised", "estimated",
                    "measured"}, description = "promised while it is being loaded; then as it was estimated or measured") String basis) {

        static HolderView of(Holding holding) {
            return new HolderView(holding.holder(), holding.instances(), holding.bytes(),
                    holding.basis().name().toLowerCase(Locale.ROOT));
        }
    }

    static DeviceView of(Account account) {
        Room room = account.room();
        return new DeviceView(account.device().name(), state(account), account.quarantine(),
                room == null ? null : MemoryView.of(room), account.instances(),
                account.holdings().stream().map(HolderView::of).toList());
    }

    private static String state(Account account) {
        if (account.quarantine() != null) {
            return "quarantined";
        }
        return account.room() == null ? "lost" : "healthy";
    }
}
