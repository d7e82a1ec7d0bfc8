package dev.fairway.security;

import dev.fairway.contract.FilterOrder;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Predictions pass one guard and no more: they are most of what is asked, and a filter that has nothing to do costs each of
 * them. Nothing behind the guard asks who the caller is, and no browser shows their answers.
 */
@Component
@Order(FilterOrder.GATE)
class PredictionGate extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Filter guard;

    PredictionGate(SecurityProperties properties, Answers answers) {
        this.guard = properties.isDev() ? new SameMachine(answers)
                : new KeyGate(ApiKeys.of(properties.keys()), answers);
    }

    static boolean isPrediction(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST") && (path.startsWith("/v2/models/") || path.startsWith("/v1/models/")
                || path.startsWith("/predictions/"));
    }

    /** Asks whoever comes by any way. */
    Filter guard() {
        return guard;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPrediction(request)) {
            guard.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
