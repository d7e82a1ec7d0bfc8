package dev.fairway.inference.web.connection;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 as Tomcat speaks it, by processors that tell requests their connection. Tomcat makes it, by its name. */
public final class ProbedProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return ProbedProcessor.of(this, getAdapter());
    }
}
