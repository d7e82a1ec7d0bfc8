package dev.fairway.contract.web;

import dev.fairway.contract.FilterOrder;
import dev.fairway.contract.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Names every request: by the caller's {@code X-Request-Id} when it is fit to be logged, else by an id of our own. */
@Component
@Order(FilterOrder.IDS)
class RequestIds extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient IdGenerator ids;

    RequestIds(IdGenerator ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestId.of(request.getHeader(RequestId.HEADER), ids);
        response.setHeader(RequestId.HEADER, id);
        try (var _ = MDC.putCloseable(RequestId.LOGGED, id)) {
            chain.doFilter(request, response);
        }
    }
}
