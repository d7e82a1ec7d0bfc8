package dev.fairway.security;

import java.net.InetAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.stereotype.Component;

/** Binds a service that asks for no key to this machine alone, for callers over gRPC too. */
@Component
class GrpcBinding implements BeanPostProcessor {

    /** Asked for when it is needed: a post-processor is made before other beans should be. */
    private final ObjectProvider<SecurityProperties> properties;

    GrpcBinding(ObjectProvider<SecurityProperties> properties) {
        this.properties = properties;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof GrpcServerProperties server && server.getNetty().getDomainSocketPath() == null
                && properties.getObject().isDev()) {
            InetAddress address = server.getAddress();
            Binding.refuseOpen("spring.grpc.server.address", address == null ? null : address.getHostAddress());
            server.setAddress(InetAddress.getLoopbackAddress());
        }
        return bean;
    }
}
