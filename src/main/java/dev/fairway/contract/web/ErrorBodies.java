package dev.fairway.contract.web;

import dev.fairway.contract.Refusal.FieldError;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What a caller gets in place of an answer, as the called surface speaks it. */
final class ErrorBodies {

    /** RFC 9457: the status says what kind of problem it is. */
    private static final URI NO_TYPE_OF_ITS_OWN = URI.create("about:blank");

    private ErrorBodies() {}

    static ResponseEntity<Object> of(
            HttpServletRequest request,
            HttpStatusCode status,
            String detail,
            List<FieldError> errors,
            HttpHeaders headers) {
        String path = path(request);
        var answer = ResponseEntity.status(status).headers(headers);
        return switch (Surface.of(path)) {
            case INFERENCE -> answer.contentType(MediaType.APPLICATION_JSON).body(Map.of("error", detail));
            case PREDICTIONS -> answer.contentType(MediaType.APPLICATION_JSON).body(handled(status, detail));
            case RESOURCES ->
                answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(path, status, detail, errors));
        };
    }

    private static Map<String, Object> handled(HttpStatusCode status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", detail);
        body.put("code", status.value());
        body.put("type", type(status));
        body.put("message", detail);
        return body;
    }

    /** What TorchServe and DJL Serving call it. */
    private static String type(HttpStatusCode status) {
        return switch (status.value()) {
            case 401, 403 -> "InvalidKeyException";
            case 404 -> "ModelNotFoundException";
            case 405 -> "MethodNotAllowedException";
            case 409 -> "ConflictStatusException";
            case 413 -> "RequestEntityTooLargeException";
            case 429, 503, 504 -> "ServiceUnavailableException";
            case 500 -> "InternalServerException";
            case 507 -> "InsufficientStorageException";
            default -> "BadRequestException";
        };
    }

    /** The path as it was asked for, also where the container has forwarded the request to its error page since. */
    private static String path(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked ? asked
                : request.getRequestURI();
        return path.substring(request.getContextPath().length());
    }

    private static ProblemDetail problem(String path, HttpStatusCode status, String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(NO_TYPE_OF_ITS_OWN);
        try {
            problem.setInstance(new URI(path));
        } catch (URISyntaxException _) {
            // A path that is no URI cannot be repeated in a field that must be one.
            problem.setInstance(null);
        }
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
