package dev.fairway.inference.golden;

import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.registry.VersionFolder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code golden.json}: inputs with the outputs that they must give.
 *
 * <pre>
 * {"tolerance": 0.0001,
 *  "cases": [{"name": "a young man",
 *             "inputs": [{"name": "age", "data": [21]}, {"name": "sex", "data": ["Male"]}],
 *             "outputs": [{"name": "label", "data": ["&lt;=50K"]}]},
 *            {"name": "a cat", "items": ["base64 of a JPEG"], "outputs": [...]},
 *            {"name": "praise", "texts": ["a good film"], "outputs": [...]}]}
 * </pre>
 *
 * @param tolerance how far a figure may be off, as a share of the expected one or, below 1, as it is; null for
 *     {@value #USUAL}
 * @param cases what is tried, one after another
 */
record Golden(@Nullable Double tolerance, List<Case> cases) {

    static final double USUAL = 1e-4;

    Golden {
        cases = List.copyOf(cases);
    }

    double allowed() {
        return Objects.requireNonNullElse(tolerance, USUAL);
    }

    /**
     * One of {@code inputs}, {@code items} and {@code texts} is there.
     *
     * @param name what it is told as when it fails
     * @param inputs tensors, or the columns of a model of tables
     * @param items encoded images, in base64
     * @param texts texts
     * @param outputs those that are compared; any other may be what it likes
     */
    record Case(
            String name,
            @Nullable List<Values> inputs,
            @Nullable List<String> items,
            @Nullable List<String> texts,
            List<Values> outputs) {

        /** @throws IllegalArgumentException when it tells too little or too much */
        @SuppressWarnings("RedundantNullCheck") // Jackson fills what a document lacks with null.
        Case {
            if ((inputs == null ? 0 : 1) + (items == null ? 0 : 1) + (texts == null ? 0 : 1) != 1) {
                throw new IllegalArgumentException("a case must have one of inputs, items and texts");
            }
            if (outputs == null || outputs.isEmpty()) {
                throw new IllegalArgumentException("a case must have outputs");
            }
        }
    }

    /**
     * The elements of a tensor or the cells of a column.
     *
     * @param name name of the input or output
     * @param shape extent of each dimension; null for as many rows as there are elements
     * @param data the elements, flat or nested; null stands for a missing cell
     */
    record Values(String name, @Nullable List<Integer> shape, JsonNode data) {}

    /** @throws BrokenModel when it is not of this form */
    static Golden of(VersionFolder folder) {
        try {
            return VersionFolder.JSON.readValue(folder.path().resolve(VersionFolder.GOLDEN), Golden.class);
        } catch (JacksonException e) {
            throw new BrokenModel("golden.json cannot be read: " + reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage())
                : "it must have cases, each with a name, one of inputs, items and texts, and outputs";
    }
}
