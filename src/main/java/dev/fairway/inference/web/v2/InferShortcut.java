package dev.fairway.inference.web.v2;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Brings the calls for predictions to their controller past Spring's dispatcher, whose search for a handler and its
 * arguments costs as much as the answer of a small model. It comes behind the guards, and whatever is not surely such a
 * call goes on to the dispatcher, which knows the same paths.
 */
@Component
@Order(InferShortcut.BEHIND_THE_GUARDS)
class InferShortcut extends HttpFilter {

    /** Spring Security's chain is at −100. */
    static final int BEHIND_THE_GUARDS = 0;

    private static final Pattern INFER = Pattern.compile("/v2/models/([\\w.-]+)(?:/versions/(\\d+))?/infer");

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
        if (!path.endsWith("/infer") || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        Matcher call = INFER.matcher(path);
        if (call.matches()) {
            answer(call, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(Matcher call, HttpServletRequest request, HttpServletResponse response) {
        try {
            if (call.group(2) == null) {
                controller.infer(call.group(1), request, response);
            } else {
                controller.inferByVersion(call.group(1), call.group(2), request, response);
            }
        } catch (RuntimeException e) {
            if (refusals.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }
}
