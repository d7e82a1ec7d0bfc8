package dev.fairway.contract.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.fairway.contract.Page;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contract as a document that clients are generated from. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Page.Request.class);
    }

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        BuildProperties built = build.getIfAvailable();
        return new OpenAPI().info(new Info().title("Fairway")
                .description(
                        "Serves deep-learning models, watches them for drift and bias, and trains their successors.")
                .version(built == null ? "development" : built.getVersion()));
    }

    /** Names the fields as they are written, which the document's own JSON library does not know by itself. */
    @Bean
    ModelResolver snakeCase(ObjectMapperProvider mappers) {
        return new ModelResolver(
                mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    /** What {@link PageRequests} reads and {@link Refusals} answers is the same everywhere, so it is written here. */
    @Bean
    OperationCustomizer everywhere() {
        return (operation, handler) -> {
            for (var parameter : handler.getMethodParameters()) {
                if (parameter.getParameterType().equals(Page.Request.class)) {
                    operation.addParametersItem(new Parameter().in("query")
                            .name("limit")
                            .description("at most so many items")
                            .schema(new IntegerSchema()._default(50)));
                    operation.addParametersItem(new Parameter().in("query")
                            .name("after")
                            .description("only items behind this one")
                            .schema(new StringSchema()));
                }
            }
            operation.getResponses().addApiResponse("default", refused());
            return operation;
        };
    }

    private static ApiResponse refused() {
        Schema<?> problem = new ObjectSchema().addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema());
        return new ApiResponse().description("refused; the detail says what was wrong and what would be right")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }
}
