package dev.fairway.inference.version;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Keeps traffic away from this replica until the version in production of every model answers. */
@Component
class ProductionHealthIndicator implements HealthIndicator {

    private final WantedVersions versions;

    ProductionHealthIndicator(WantedVersions versions) {
        this.versions = versions;
    }

    @Override
    public Health health() {
        return versions.isReady() ? Health.up().build() : Health.outOfService().build();
    }
}
