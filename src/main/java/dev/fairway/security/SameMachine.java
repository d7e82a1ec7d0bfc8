package dev.fairway.security;

import dev.fairway.contract.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other sites, which a browser on this machine may show, from calling a service that asks for no key.
 *
 * <p>Binding to loopback stops other machines, not such a page: it can send requests across origins, which the
 * {@code Origin} header tells, or have its own name point to 127.0.0.1 (DNS rebinding), which the {@code Host} header
 * tells.
 */
class SameMachine extends OncePerRequestFilter {

    private static final Pattern HERE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?",
            Pattern.CASE_INSENSITIVE);

    private final Answers answers;

    SameMachine(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (host != null && !HERE.matcher(host).matches()) {
            answers.refuse(request, response, new Refusal(Refusal.Kind.FORBIDDEN, "without keys the service answers on "
                    + "localhost only; set fairway.security.mode=key and fairway.security.keys to let others in"));
        } else if (origin != null && !origin.equalsIgnoreCase(request.getScheme() + "://" + host)) {
            answers.refuse(request, response,
                    new Refusal(Refusal.Kind.FORBIDDEN, "without keys the service answers no page of another site"));
        } else {
            chain.doFilter(request, response);
        }
    }
}
