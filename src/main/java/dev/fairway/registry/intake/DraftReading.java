package dev.fairway.registry.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.contract.JsonErrors;
import dev.fairway.contract.Refusal;
import dev.fairway.registry.VersionFolder;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a draft strictly: what is not known, misspelt, given twice or missing is named. Missing is whatever a record
 * does not declare {@link Nullable}.
 */
final class DraftReading {

    private static final String PREFIX = "manifest";

    private static final JsonMapper JSON = VersionFolder.JSON.rebuild()
            .annotationIntrospector(new Required())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private DraftReading() {}

    /** @throws Refusal naming each field as {@code manifest.…} when it is none */
    static Draft read(String text) {
        if (text.isBlank()) {
            return Draft.EMPTY;
        }
        try {
            JsonNode tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw Refusal.malformed(PREFIX, "must be a JSON object");
            }
            dropNulls(tree);
            return JSON.treeToValue(tree, Draft.class);
        } catch (JacksonException e) {
            throw prefixed(JsonErrors.of(e));
        }
    }

    /** The same draft gives the same text. */
    static String canonical(Draft draft) {
        return JSON.writeValueAsString(draft);
    }

    /** A null says nothing, so that it is missing where something must be said. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> nulls = new ArrayList<>();
            object.properties().forEach(property -> {
                if (property.getValue().isNull()) {
                    nulls.add(property.getKey());
                }
            });
            object.remove(nulls);
        }
        node.forEach(DraftReading::dropNulls);
    }

    private static Refusal prefixed(Refusal refusal) {
        if (refusal.errors().isEmpty()) {
            return Refusal.malformed(PREFIX, String.valueOf(refusal.getMessage()));
        }
        return Refusal.invalid(refusal.errors()
                .stream()
                .map(e -> new Refusal.FieldError(e.field().equals("body") ? PREFIX : PREFIX + "." + e.field(),
                        e.message()))
                .toList());
    }

    /** Asks for every component of a record that may not be null, unless it says that it need not be given. */
    private static final class Required extends JacksonAnnotationIntrospector {

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Boolean said = super.hasRequiredMarker(config, member);
            if (Boolean.FALSE.equals(said)) {
                return said;
            }
            if (member instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()) {
                RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
                int index = parameter.getIndex();
                return index < components.length
                        && !components[index].getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
            return said;
        }
    }
}
