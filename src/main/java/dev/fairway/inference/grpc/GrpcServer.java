package dev.fairway.inference.grpc;

import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How the server of gRPC runs, beside what {@code spring.grpc.server} says. */
@Configuration(proxyBeanMethods = false)
class GrpcServer {

    private static final int HTTP = 8080;

    /** Calls wait for their version's queue, so each has a thread of its own, as requests over HTTP have. */
    @Bean
    GrpcServerExecutorProvider threads() {
        ThreadFactory threads = Thread.ofVirtual().name("grpc-", 0).factory();
        return () -> call -> threads.newThread(call).start();
    }

    /**
     * Listens on the port after that of HTTP where no setting names one: 8081 by default, a free one where HTTP has a free
     * one, and never that of another service on this machine that was given its own port for HTTP.
     */
    @Bean
    static BeanPostProcessor portAfterHttp(Environment environment) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof GrpcServerProperties properties && properties.getPort() == null
                        && properties.getNetty().getDomainSocketPath() == null) {
                    int http = environment.getProperty("server.port", Integer.class, HTTP);
                    properties.setPort(http == 0 ? 0 : http + 1);
                }
                return bean;
            }
        };
    }
}
