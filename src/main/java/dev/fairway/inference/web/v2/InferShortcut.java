package dev.fairway.inference.web.v2;

import dev.fairway.contract.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Brings the calls for predictions to their controller past Spring's dispatcher, whose search for a handler and its
 * arguments costs as much as the answer of a small model. It comes behind the gate, and whatever is not surely such a
 * call goes on to the dispatcher, which knows the same paths.
 */
@Component
@Order(FilterOrder.PREDICTIONS)
class InferShortcut extends HttpFilter {

    private static final String MODELS = "/v2/models/";
    private static final String VERSIONS = "/versions/";
    private static final String INFER = "/infer";

    private final transient V2Inference controller;
    private final transient HandlerExceptionResolver refusals;

    InferShortcut(V2Inference controller, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        this.controller = controller;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path.startsWith(MODELS) && path.endsWith(INFER) && request.getMethod().equals("POST") && isPlain(path)) {
            String called = path.substring(MODELS.length(), Math.max(MODELS.length(), path.length() - INFER.length()));
            int end = called.indexOf('/');
            if (end < 0) {
                answer(() -> controller.infer(called, request, response), request, response);
                return;
            }
            if (called.startsWith(VERSIONS, end)) {
                String version = called.substring(end + VERSIONS.length());
                answer(() -> controller.inferByVersion(called.substring(0, end), version, request, response), request,
                        response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** Whether nothing is encoded in the path, no parameter hidden, and no segment but those of a call. */
    private static boolean isPlain(String path) {
        int slashes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            slashes += c == '/' ? 1 : 0;
            if (c == '%' || c == ';' || c == '\\') {
                return false;
            }
        }
        return slashes == 4 || slashes == 6;
    }

    private void answer(Runnable call, HttpServletRequest request, HttpServletResponse response) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (refusals.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }
}
