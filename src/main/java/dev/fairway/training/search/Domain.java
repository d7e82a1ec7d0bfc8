package dev.fairway.training.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The values that a field may take. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Domain.Values.class, name = "values"),
        @JsonSubTypes.Type(value = Domain.Reals.class, name = "reals"),
        @JsonSubTypes.Type(value = Domain.Wholes.class, name = "wholes"),
        @JsonSubTypes.Type(value = Domain.Steps.class, name = "steps")})
public sealed interface Domain {

    JsonNode draw(SplittableRandom random);

    /** All values, in order; empty where they are without number. */
    Optional<List<JsonNode>> all();

    /** Values that show whether the field takes the domain: each of a list, the ends of a range. */
    List<JsonNode> probes();

    /** Any JSON values, each as likely as the others. */
    record Values(List<JsonNode> values) implements Domain {

        public Values {
            values = List.copyOf(values);
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size()));
        }

        @Override
        public Optional<List<JsonNode>> all() {
            return Optional.of(values);
        }

        @Override
        public List<JsonNode> probes() {
            return values;
        }
    }

    /**
     * Real numbers of a range, both ends included.
     *
     * @param log whether the logarithm is drawn evenly, so that each power of ten is as likely as the next
     */
    record Reals(double low, double high, boolean log) implements Domain {

        @Override
        public JsonNode draw(SplittableRandom random) {
            return number(between(low, high, log, random));
        }

        @Override
        public Optional<List<JsonNode>> all() {
            return Optional.empty();
        }

        @Override
        public List<JsonNode> probes() {
            return List.of(number(low), number(high));
        }
    }

    /** Whole numbers of a range, both ends included. */
    record Wholes(long low, long high, boolean log) implements Domain {

        /** More values than a grid may have are as good as without number. */
        private static final long MOST = 10_000;

        @Override
        public JsonNode draw(SplittableRandom random) {
            long drawn = log ? Math.round(between(low - 0.5, high + 0.5, true, random))
                    : random.nextLong(low, high + 1);
            return number(Math.clamp(drawn, low, high));
        }

        @Override
        public Optional<List<JsonNode>> all() {
            return high - low >= MOST ? Optional.empty()
                    : Optional.of(LongStream.rangeClosed(low, high).mapToObj(Wholes::number).toList());
        }

        @Override
        public List<JsonNode> probes() {
            return List.of(number(low), number(high));
        }

        private static JsonNode number(long value) {
            return JsonNodeFactory.instance.numberNode(value);
        }
    }

    /**
     * The real numbers {@code low}, {@code low + step}, … up to {@code high}, each as likely as the others.
     *
     * @param step greater than 0
     */
    record Steps(double low, double high, double step) implements Domain {

        @Override
        public JsonNode draw(SplittableRandom random) {
            return value(random.nextInt(count()));
        }

        @Override
        public Optional<List<JsonNode>> all() {
            return Optional.of(IntStream.range(0, count()).mapToObj(this::value).toList());
        }

        @Override
        public List<JsonNode> probes() {
            return List.of(value(0), value(count() - 1));
        }

        /** A hair more than the range holds counts as within: 0.3 is the third step of 0.1. */
        int count() {
            return (int) Math.min(Integer.MAX_VALUE - 1, Math.floor((high - low) / step + 1e-9)) + 1;
        }

        private JsonNode value(int index) {
            // Twelve digits, because 3 · 0.1 is 0.30000000000000004.
            double value = low + index * step;
            double unit = Math.pow(10, 12 - Math.ceil(Math.log10(Math.max(Math.abs(value), 1e-300))));
            return number(Double.isFinite(unit) ? Math.round(value * unit) / unit : value);
        }
    }

    private static JsonNode number(double value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    private static double between(double low, double high, boolean log, SplittableRandom random) {
        double share = random.nextDouble();
        double drawn = log ? low * Math.exp(share * Math.log(high / low)) : low + share * (high - low);
        return Math.clamp(drawn, low, high);
    }
}
