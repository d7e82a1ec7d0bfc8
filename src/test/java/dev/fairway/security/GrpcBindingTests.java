package dev.fairway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;

class GrpcBindingTests {

    private final GrpcServerProperties server = new GrpcServerProperties();

    @Test
    void withoutKeysOnlyThisMachineIsServed() {
        bind("dev");
        assertThat(server.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @Test
    void withoutKeysNoOtherAddressIsTaken() throws UnknownHostException {
        server.setAddress(InetAddress.getByName("0.0.0.0"));
        assertThatThrownBy(() -> bind("dev")).isInstanceOf(Unguarded.class)
                .hasMessageContaining("spring.grpc.server.address");
    }

    @Test
    void withKeysTheAddressIsWhatIsSet() throws UnknownHostException {
        bind("key");
        assertThat(server.getAddress()).isNull();
        server.setAddress(InetAddress.getByName("192.0.2.1"));
        bind("key");
        assertThat(server.getAddress()).isEqualTo(InetAddress.getByName("192.0.2.1"));
    }

    private void bind(String mode) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("properties", new SecurityProperties(mode, List.of(), true));
        new GrpcBinding(beans.getBeanProvider(SecurityProperties.class)).postProcessAfterInitialization(server,
                "server");
    }
}
