package dev.fairway.inference.web.connection;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has Tomcat speak HTTP/1.1 by processors that tell requests their connection, and read bodies in large pieces. */
@Component
class ProbedConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Bytes of one read: a picture comes in ten system calls instead of eighty. Each connection has two buffers of it. */
    private static final String PIECE = Integer.toString(64 << 10);

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(ProbedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> connector.setProperty("socket.appReadBufSize", PIECE));
    }
}
