package dev.fairway.contract.web;

import dev.fairway.contract.JsonErrors;
import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** The one place where a refusal, an unreadable request or a defect becomes a status and a body. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {

    static final String DEFECT = "a defect of the server; its log has it under this request's X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return ErrorBodies.of(request, status(refusal.kind()), String.valueOf(refusal.getMessage()), refusal.errors(),
                headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> defect(Exception defect, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
        return ErrorBodies.of(request, HttpStatus.INTERNAL_SERVER_ERROR, DEFECT, List.of(), new HttpHeaders());
    }

    /** A path that names what cannot be there names nothing; a parameter that cannot be read is malformed. */
    @ExceptionHandler
    ResponseEntity<Object> mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return refused(new Refusal(Refusal.Kind.UNKNOWN, "there is no %s %s".formatted(e.getName(), e.getValue())),
                    request);
        }
        return refused(Refusal.malformed(e.getName(), "cannot be '%s'".formatted(e.getValue())), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> multipart(MultipartException e, HttpServletRequest request) {
        return refused(new Refusal(Refusal.Kind.MALFORMED, "the body is not the multipart/form-data it says it is"),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Refusal refusal = e.getCause() instanceof JacksonException json ? JsonErrors.of(json)
                : new Refusal(Refusal.Kind.MALFORMED, "the body is missing or cannot be read; it must be JSON");
        return refused(refusal, servlet(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<FieldError> errors = e.getFieldErrors()
                .stream()
                .map(f -> new FieldError(f.getField(), String.valueOf(f.getDefaultMessage())))
                .toList();
        return refused(Refusal.invalid(errors), servlet(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<FieldError> errors = e.getParameterValidationResults()
                .stream()
                .map(r -> new FieldError(
                        r instanceof ParameterErrors p ? p.getObjectName()
                                : String.valueOf(r.getMethodParameter().getParameterName()),
                        String.valueOf(r.getResolvableErrors().getFirst().getDefaultMessage())))
                .toList();
        return refused(Refusal.invalid(errors), servlet(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return refused(new Refusal(Refusal.Kind.UNKNOWN, "there is nothing at this path"), servlet(request));
    }

    /** Everything else that Spring refuses: wrong verb, wrong media type, a missing parameter. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (status.is5xxServerError()) {
            LOG.error("a request failed", e);
        }
        return ErrorBodies.of(servlet(request), status, detail(e), List.of(), headers);
    }

    private static String detail(Exception e) {
        if (e instanceof HttpMediaTypeNotSupportedException unread) {
            return "a body of type %s is not read here; send %s".formatted(unread.getContentType(),
                    unread.getSupportedMediaTypes());
        }
        String detail = e instanceof ErrorResponse known ? known.getBody().getDetail() : null;
        return detail == null ? "not possible" : detail;
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case OVERLOADED -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_READY -> HttpStatus.SERVICE_UNAVAILABLE;
            case TIMED_OUT -> HttpStatus.GATEWAY_TIMEOUT;
            case OUT_OF_MEMORY -> HttpStatus.INSUFFICIENT_STORAGE;
        };
    }
}
