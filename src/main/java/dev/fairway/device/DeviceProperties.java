package dev.fairway.device;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How memory is shared out among the versions in memory.
 *
 * @param reserve memory of each GPU that no model gets: for CUDA's context, libraries' workspaces and fragments
 * @param hostReserve memory of the host that no model gets, beside what Java's heap may grow to
 * @param workingShare memory that one instance is taken to work with until it is measured, as a share of its model's file
 */
@ConfigurationProperties("fairway.device")
public record DeviceProperties(
        @DefaultValue("500MB") DataSize reserve,
        @DefaultValue("256MB") DataSize hostReserve,
        @DefaultValue("0.5") double workingShare) {

    public DeviceProperties {
        if (reserve.isNegative() || hostReserve.isNegative() || !(workingShare >= 0)) {
            throw new IllegalArgumentException(
                    "fairway.device: reserve, host-reserve and working-share must not be negative");
        }
    }

    long reserve(Device device) {
        return (device.isGpu() ? reserve : hostReserve).toBytes();
    }
}
