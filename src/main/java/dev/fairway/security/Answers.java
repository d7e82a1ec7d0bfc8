package dev.fairway.security;

import dev.fairway.contract.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses a request in a filter with the same bodies that a refusal behind a controller gets. */
@Component
class Answers {

    private final HandlerExceptionResolver resolver;

    Answers(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        if (resolver.resolveException(request, response, null, refusal) == null) {
            throw refusal;
        }
    }
}
