package dev.fairway.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Binds a service that asks for no key to this machine alone. */
@Component
class Binding implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {

    private final SecurityProperties properties;
    private final Environment environment;

    Binding(SecurityProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** After Spring's own, which takes the address from {@code server.address}. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        if (properties.isDev()) {
            refuseOpen("server.address", environment.getProperty("server.address"));
            if (environment.containsProperty("management.server.port")) {
                String address = environment.getProperty("management.server.address");
                refuseOpen("management.server.port", address == null ? "0.0.0.0" : address);
            }
            factory.setAddress(InetAddress.getLoopbackAddress());
        }
    }

    static void refuseOpen(String property, @Nullable String address) {
        if (address != null && !isLoopback(address)) {
            throw new Unguarded(
                    "%s opens the service to %s, but fairway.security.mode is dev, which asks nobody for a key."
                            .formatted(property, address),
                    "Set fairway.security.mode=key and fairway.security.keys to let others in with a key, or remove %s to "
                            .formatted(property) + "serve this machine alone.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
