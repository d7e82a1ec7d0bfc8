package dev.fairway.contract.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container forwards to when a request failed outside of every handler, in a filter for example. */
@RestController
@Hidden
class ErrorPage implements ErrorController {

    @RequestMapping("${spring.web.error.path:${server.error.path:/error}}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        String detail = switch (status) {
            case NOT_FOUND -> "there is nothing at this path";
            case INTERNAL_SERVER_ERROR -> Refusals.DEFECT;
            default -> status.getReasonPhrase().toLowerCase(java.util.Locale.ROOT);
        };
        return ErrorBodies.of(request, status, detail, List.of(), new HttpHeaders());
    }
}
