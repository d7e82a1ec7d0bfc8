package dev.fairway.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells how the devices are. It is always up: whether a lost device keeps this replica from answering depends on where
 * the versions are, and those who serve them say so.
 */
@Component
class DevicesHealthIndicator implements HealthIndicator {

    private final Placement placement;

    DevicesHealthIndicator(Placement placement) {
        this.placement = placement;
    }

    @Override
    public Health health() {
        Map<String, String> devices = new LinkedHashMap<>();
        placement.accounts().forEach(account -> devices.put(account.device().name(), state(account)));
        return Health.up().withDetails(devices).build();
    }

    private static String state(Account account) {
        if (account.quarantine() != null) {
            return "in quarantine: " + account.quarantine();
        }
        return account.room() == null ? "does not answer" : "healthy";
    }
}
