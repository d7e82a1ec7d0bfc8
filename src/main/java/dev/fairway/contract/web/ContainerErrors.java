package dev.fairway.contract.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Answers what the container refuses before any code of ours sees it, a path that cannot be decoded for example. */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    /** After Spring's own, so that the valve below is the innermost one and reports first. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new JsonReport());
            }
        });
    }

    /** Tomcat's page for errors, as JSON and without the cause. */
    private static final class JsonReport extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable cause) {
            int code = response.getStatus();
            if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            HttpStatus status = HttpStatus.resolve(code);
            String reason = status == null ? "Error" : status.getReasonPhrase();
            String path = request.getRequestURI();
            boolean inference = path != null && Surface.of(path) != Surface.RESOURCES;
            response.setContentType(inference ? "application/json" : "application/problem+json");
            try {
                response.getOutputStream()
                        .write((inference ? """
                                {"error": "%s"}""".formatted(reason)
                                : """
                                        {"type": "about:blank", "title": "%s", "status": %d, "detail": "the request cannot be read"}"""
                                        .formatted(reason, code))
                                .getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException _) {
                // Nobody is there any more to be told.
                response.setSuspended(true);
            }
        }
    }
}
