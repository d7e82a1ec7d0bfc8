package dev.fairway.security;

import dev.fairway.contract.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * Keeps pages of other sites, which a browser on this machine may show, from calling a service that asks for no key.
 *
 * <p>Binding to loopback stops other machines, not such a page: it can send requests across origins, which the
 * {@code Origin} header tells, or have its own name point to 127.0.0.1 (DNS rebinding), which the {@code Host} header
 * tells.
 */
class SameMachine extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

    private final transient Answers answers;

    SameMachine(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (host != null && !isHere(host)) {
            answers.refuse(request, response, new Refusal(Refusal.Kind.FORBIDDEN, "without keys the service answers on "
                    + "localhost only; set fairway.security.mode=key and fairway.security.keys to let others in"));
        } else if (origin != null && !origin.equalsIgnoreCase(request.getScheme() + "://" + host)) {
            answers.refuse(request, response,
                    new Refusal(Refusal.Kind.FORBIDDEN, "without keys the service answers no page of another site"));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Without a pattern, because every prediction is asked this. */
    private static boolean isHere(String host) {
        for (String name : HERE) {
            if (host.regionMatches(true, 0, name, 0, name.length()) && isPort(host, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPort(String host, int from) {
        for (int i = from + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return from == host.length() || (host.charAt(from) == ':' && from + 1 < host.length());
    }
}
