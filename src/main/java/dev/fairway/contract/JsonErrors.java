package dev.fairway.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body in the words of JSON; the parser's own messages name Java classes. */
public final class JsonErrors {

    private JsonErrors() {}

    /** @return what is to be told to whoever sent the document */
    public static Refusal of(JacksonException e) {
        Refusal refusal = refusal(e);
        return refusal != null ? refusal : translated(e);
    }

    private static Refusal translated(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> Refusal.invalid(path(unknown),
                    "is not known here%s".formatted(unknown.getKnownPropertyIds() == null ? ""
                            : "; known are " + words(unknown.getKnownPropertyIds())));
            case InvalidTypeIdException type -> Refusal.invalid(path(type), "has no type that is known here");
            case InvalidFormatException format -> Refusal.invalid(path(format),
                    "cannot be %s, it must be %s".formatted(quoted(format.getValue()), wanted(format.getTargetType())));
            case MismatchedInputException mismatch when isTrailing(mismatch) ->
                new Refusal(Refusal.Kind.MALFORMED, "the body goes on after its JSON document" + at(mismatch));
            case MismatchedInputException mismatch when isMissing(mismatch) ->
                Refusal.invalid(path(mismatch), "is missing");
            case MismatchedInputException mismatch -> Refusal.invalid(path(mismatch),
                    (isNull(mismatch) ? "is missing; it must be " : "must be ") + wanted(mismatch.getTargetType()));
            case DatabindException other -> Refusal.invalid(path(other), reason(other));
            case InputCoercionException range ->
                new Refusal(Refusal.Kind.MALFORMED, "a number is out of range" + at(range));
            default -> new Refusal(Refusal.Kind.MALFORMED,
                    "the body is no JSON: %s%s".formatted(plain(e.getOriginalMessage()), at(e)));
        };
    }

    /** A value's own check may have refused it while the body was read. */
    private static @Nullable Refusal refusal(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** A message is all that the parser makes of it. */
    private static boolean isMissing(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Missing required creator property");
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

    private static String at(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? ""
                : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static boolean isTrailing(MismatchedInputException e) {
        return e.getPath().isEmpty() && e.getOriginalMessage().startsWith("Trailing token");
    }

    private static boolean isNull(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Cannot map `null`");
    }

    /** What our own value objects say of a value that they do not take is meant for whoever sent it. */
    private static String reason(DatabindException e) {
        return e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null
                && !own.getMessage().contains("java.") ? own.getMessage() : "is not valid here";
    }

    /** Leaves out of a message where in the parser it comes from. */
    private static String plain(String message) {
        return message.replaceAll("\\s*\\(start marker at \\[[^]]*]\\)", "")
                .replaceAll(",? ?\\(?from `[^`]*`\\)?", "")
                .replaceAll("\\s*\\[Source:[^]]*]", "")
                .replaceAll("`[^`]*`", "it")
                .strip();
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        } else if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getFields())
                    .filter(Field::isEnumConstant)
                    .map(JsonErrors::name)
                    .collect(Collectors.joining(", "));
        } else if (List.of(double.class, Double.class, float.class, Float.class).contains(type)) {
            return "a number";
        } else if ((type.isPrimitive() && type != boolean.class) || Number.class.isAssignableFrom(type)) {
            return "a whole number" + range(type);
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == Duration.class) {
            return "a duration such as PT10M";
        } else if (Temporal.class.isAssignableFrom(type)) {
            return "a time such as 2026-01-31T12:00:00Z";
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "a text" : "an object";
    }

    private static String range(Class<?> type) {
        return type == int.class || type == Integer.class ? " of at most %d".formatted(Integer.MAX_VALUE) : "";
    }

    private static String name(Field constant) {
        JsonProperty property = constant.getAnnotation(JsonProperty.class);
        return property == null ? constant.getName() : property.value();
    }

    private static String quoted(@Nullable Object value) {
        String text = String.valueOf(value);
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "'";
    }

    private static String words(Collection<Object> ids) {
        return ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }
}
