package dev.fairway.security;

import dev.fairway.contract.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Lets nobody through who holds no key, and leaves no word of who it was. */
class KeyGate extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** What a caller without a key is told. */
    static final String NEEDED = "a key is needed, as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'";

    private final transient ApiKeys keys;
    private final transient Answers answers;

    KeyGate(ApiKeys keys, Answers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = KeyFilter.key(request.getHeader(HttpHeaders.AUTHORIZATION), request.getHeader("X-API-Key"));
        if (key != null && keys.holds(key)) {
            chain.doFilter(request, response);
        } else {
            refuse(answers, request, response);
        }
    }

    static void refuse(Answers answers, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"fairway\"");
        answers.refuse(request, response, new Refusal(Refusal.Kind.UNAUTHENTICATED, NEEDED));
    }
}
