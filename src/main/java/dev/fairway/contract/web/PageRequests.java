package dev.fairway.contract.web;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads {@code ?limit=} and {@code ?after=} for every handler that takes a {@link Page.Request}. */
@Configuration(proxyBeanMethods = false)
class PageRequests implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private static final String DEFAULT_LIMIT = "50";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Page.Request.class);
    }

    @Override
    public Page.Request resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String limit = request.getParameter("limit");
        String after = request.getParameter("after");
        return new Page.Request(number(limit == null ? DEFAULT_LIMIT : limit), after);
    }

    private static int number(String limit) {
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException _) {
            throw Refusal.malformed("limit", "must be a whole number");
        }
    }
}
