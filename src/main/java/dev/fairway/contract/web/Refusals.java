package dev.fairway.contract.web;

import dev.fairway.contract.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where a refusal, an unreadable request or a defect becomes a status and a body. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer(request, status(refusal.kind()), String.valueOf(refusal.getMessage()), refusal.errors(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> defect(Exception defect, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR,
                "a defect of the server; the log has it under this request's X-Request-Id", List.of(),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown -> invalid(servlet, path(unknown),
                    "is not known here; known are %s".formatted(unknown.getKnownPropertyIds()));
            case InvalidFormatException format -> invalid(servlet, path(format), "cannot be %s, a %s is needed"
                    .formatted(format.getValue(), format.getTargetType().getSimpleName()));
            case DatabindException mismatch when mismatch.getCause() instanceof Refusal refusal ->
                refused(refusal, servlet);
            case DatabindException mismatch -> invalid(servlet, path(mismatch), mismatch.getOriginalMessage());
            case JacksonException syntax -> malformed(servlet, syntax);
            case null, default -> answer(servlet, HttpStatus.BAD_REQUEST,
                    "the body cannot be read; it must be a JSON document", List.of(), headers);
        };
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<Refusal.FieldError> errors = e.getFieldErrors()
                .stream()
                .map(f -> new Refusal.FieldError(f.getField(), String.valueOf(f.getDefaultMessage())))
                .toList();
        return refused(Refusal.invalid(errors), ((ServletWebRequest) request).getRequest());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<Refusal.FieldError> errors = e.getParameterValidationResults()
                .stream()
                .map(r -> new Refusal.FieldError(
                        r instanceof ParameterErrors p ? p.getObjectName()
                                : String.valueOf(r.getMethodParameter().getParameterName()),
                        String.valueOf(r.getResolvableErrors().getFirst().getDefaultMessage())))
                .toList();
        return refused(Refusal.invalid(errors), ((ServletWebRequest) request).getRequest());
    }

    @ExceptionHandler
    ResponseEntity<Object> mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        Class<?> wanted = e.getRequiredType();
        return invalid(request, e.getName(), "cannot be %s, a %s is needed".formatted(e.getValue(),
                wanted == null ? "different value" : wanted.getSimpleName()));
    }

    /** Everything else that Spring refuses: unknown path, wrong verb, wrong media type, a missing parameter. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null ? problem.getDetail()
                : "not possible";
        return answer(servlet, HttpStatus.valueOf(status.value()), detail, List.of(), headers);
    }

    private static ResponseEntity<Object> malformed(HttpServletRequest request, JacksonException syntax) {
        var at = syntax.getLocation();
        return answer(request, HttpStatus.BAD_REQUEST,
                "the body is no JSON: %s, at line %d, column %d".formatted(syntax.getOriginalMessage(),
                        at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()),
                List.of(), new HttpHeaders());
    }

    private static ResponseEntity<Object> invalid(HttpServletRequest request, String field, String message) {
        return answer(request, HttpStatus.UNPROCESSABLE_CONTENT, field + ": " + message,
                List.of(new Refusal.FieldError(field, message)), new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(
            HttpServletRequest request,
            HttpStatus status,
            String detail,
            List<Refusal.FieldError> errors,
            HttpHeaders headers) {
        if (Surface.of(request) == Surface.INFERENCE) {
            return ResponseEntity.status(status)
                    .headers(headers)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("error", detail));
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(java.net.URI.create(request.getRequestURI()));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case OVERLOADED -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_READY -> HttpStatus.SERVICE_UNAVAILABLE;
            case TIMED_OUT -> HttpStatus.GATEWAY_TIMEOUT;
        };
    }
}
