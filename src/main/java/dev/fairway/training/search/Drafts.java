package dev.fairway.training.search;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the trials of a search out of the body that asked for it.
 *
 * <p>All are drawn before the first is begun, since none of the methods learns from results what to draw, and each is
 * read as the body of a job of its own. So whatever is wrong with a space, be it an unknown field or a value out of the
 * field's range, is told when the search is asked for, and in the words in which a job would be told it.
 *
 * <p>A field may make sense together with certain values of another only, such as the momentum of one of two optimisers.
 * So a value is refused only when no combination of the others takes it; grids leave such combinations out, draws are
 * drawn again.
 */
public final class Drafts {

    private static final int MOST = 1_000;
    private static final int TRIES = 32;
    private static final int REDRAWS = 200;
    private static final String SPACE = "search.space.";

    private final SearchPlan plan;
    private final ObjectNode base;
    private final Consumer<JsonNode> reader;

    /**
     * @param request the body with the search
     * @param reader reads the body of a job, and refuses it when it is wrong
     */
    public Drafts(SearchPlan plan, JsonNode request, Consumer<JsonNode> reader) {
        this.plan = plan;
        this.base = base(plan, (ObjectNode) request.deepCopy());
        this.reader = reader;
    }

    /**
     * The body that all trials have in common.
     *
     * <p>Early stopping and successive halving are at odds: a trial that ends by itself never comes to the rung at which
     * it would be compared. So trials of halving have none unless the body asks for it; then one that stops by itself
     * counts with what it has reached at the rung that it was on its way to, and cannot be promoted from there.
     */
    private static ObjectNode base(SearchPlan plan, ObjectNode body) {
        body.remove("search");
        ObjectNode stopping = body.get("early_stopping") instanceof ObjectNode given ? given
                : body.putObject("early_stopping");
        if (!stopping.has("metric")) {
            stopping.put("metric", plan.metric());
        }
        SearchPlan.Halving halving = plan.halving();
        if (halving != null) {
            body.put("epochs", halving.maxEpochs());
            if (!stopping.has("patience")) {
                stopping.put("patience", halving.maxEpochs());
            }
        }
        return body;
    }

    /** @throws Refusal that names every field of the space that is wrong */
    public List<Draft> all() {
        List<FieldError> errors = new ArrayList<>();
        for (Dimension dimension : plan.space()) {
            for (JsonNode probe : dimension.domain().probes()) {
                refused(dimension, probe).ifPresent(errors::add);
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors.stream().distinct().toList());
        }
        List<Draft> drafts = plan.method() == SearchPlan.Method.GRID ? grid() : drawn();
        if (drafts.isEmpty()) {
            throw Refusal.invalid("search.space", "no combination of its values makes a valid job");
        }
        return drafts;
    }

    /** Combinations that the space has; empty when they are without number. */
    public static Optional<Long> combinations(List<Dimension> space) {
        double product = 1;
        for (Dimension dimension : space) {
            Optional<List<JsonNode>> all = dimension.domain().all();
            if (all.isEmpty()) {
                return Optional.empty();
            }
            product *= all.get().size();
        }
        return Optional.of((long) Math.min(product, Long.MAX_VALUE));
    }

    private Optional<FieldError> refused(Dimension dimension, JsonNode probe) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        FieldError first = error(dimension, Map.of(dimension.path(), probe));
        for (int i = 0; first != null && i < TRIES; i++) {
            Map<String, JsonNode> params = draw(random);
            params.put(dimension.path(), probe);
            if (error(dimension, params) == null) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(first)
                .map(e -> new FieldError(SPACE + dimension.path(), "%s: %s".formatted(shown(probe), e.message())));
    }

    /** What is said against the field itself, or against what lies within it. */
    private @Nullable FieldError error(Dimension dimension, Map<String, JsonNode> params) {
        String path = dimension.path();
        return refusal(params).stream()
                .filter(e -> e.field().equals(path) || e.field().startsWith(path + ".")
                        || e.field().startsWith(path + "[")
                        || path.startsWith(e.field() + "."))
                .findFirst()
                .orElse(null);
    }

    private List<FieldError> refusal(Map<String, JsonNode> params) {
        try {
            reader.accept(request(params));
            return List.of();
        } catch (Refusal e) {
            return e.errors().isEmpty() ? List.of(new FieldError("search.space", Objects.toString(e.getMessage())))
                    : e.errors();
        }
    }

    private List<Draft> grid() {
        List<Map<String, JsonNode>> combinations = List.of(Map.of());
        for (Dimension dimension : plan.space()) {
            List<Map<String, JsonNode>> longer = new ArrayList<>();
            for (Map<String, JsonNode> combination : combinations) {
                for (JsonNode value : dimension.domain().all().orElseThrow()) {
                    Map<String, JsonNode> params = new LinkedHashMap<>(combination);
                    params.put(dimension.path(), value);
                    longer.add(params);
                }
            }
            combinations = longer;
        }
        return combinations.stream().filter(params -> refusal(params).isEmpty()).map(this::draft).toList();
    }

    private List<Draft> drawn() {
        SplittableRandom random = new SplittableRandom(plan.seed());
        Set<Map<String, JsonNode>> known = new HashSet<>();
        List<Draft> drafts = new ArrayList<>();
        for (int tries = 0; drafts.size() < plan.trials() && tries < REDRAWS; tries++) {
            Map<String, JsonNode> params = draw(random);
            if (known.add(params) && refusal(params).isEmpty()) {
                drafts.add(draft(params));
                tries = -1;
            }
        }
        return drafts;
    }

    private Map<String, JsonNode> draw(SplittableRandom random) {
        Map<String, JsonNode> params = new LinkedHashMap<>();
        plan.space().forEach(dimension -> params.put(dimension.path(), dimension.domain().draw(random)));
        return params;
    }

    private Draft draft(Map<String, JsonNode> params) {
        return new Draft(params, request(params));
    }

    private JsonNode request(Map<String, JsonNode> params) {
        ObjectNode body = base.deepCopy();
        params.forEach((path, value) -> Paths.set(body, path, value));
        return body;
    }

    /** Trials that one search may have. */
    public static int most() {
        return MOST;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
