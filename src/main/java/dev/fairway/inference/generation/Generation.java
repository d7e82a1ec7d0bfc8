package dev.fairway.inference.generation;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.TextSteps;
import dev.fairway.feature.Vocabulary;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TextCodec;
import dev.fairway.inference.generation.Continuation.Finish;
import dev.fairway.inference.generation.Continuation.Piece;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Goes on with texts. Each word is a request of its own in the version's queue, so that many texts share the runs of the
 * network and none keeps others waiting; it waits, is refused and given up as any other.
 */
@Component
public class Generation {

    /** Texts are padded to multiples of this, so that those of nearly the same length are run together. */
    private static final int STRIDE = 16;

    private final InferenceProperties properties;

    Generation(InferenceProperties properties) {
        this.properties = properties;
    }

    /** Whether the version goes on with texts. */
    public static boolean knows(ServedVersion version) {
        return version.codec() instanceof TextCodec codec && codec.goesOn();
    }

    /**
     * Goes on with a text until it is at its end, long enough, or the time is up.
     *
     * @param terms how long all of it may take
     * @param heard gets each word as it comes; what it throws ends it
     * @throws Refusal when the version does not go on with texts, or nothing could be added in time
     */
    public Continuation goOn(ServedVersion version, Prompt prompt, Terms terms, Consumer<Piece> heard) {
        return Serving.measured(version, Protocol.GENERATE, () -> {
            if (!(version.codec() instanceof TextCodec codec) || !codec.goesOn()) {
                throw Refusal.invalid("model",
                        "version %s does not go on with texts; train a text_generator".formatted(version.id()));
            }
            Continuation continuation = new Writing(version, codec, prompt, terms.or(properties.timeout())).go(heard);
            version.meters().generation().wrote(continuation.tokens(), continuation.seconds());
            return continuation;
        });
    }

    private static final class Writing {

        private final ServedVersion version;
        private final TextCodec codec;
        private final Vocabulary vocabulary;
        private final Prompt prompt;
        private final Terms terms;
        private final Draw draw;
        private final Spacing spacing;
        private final StringBuilder text = new StringBuilder();
        private final long start = System.nanoTime();
        private long[] ids;
        private double surprise;
        private int tokens;

        Writing(ServedVersion version, TextCodec codec, Prompt prompt, Terms terms) {
            this.version = version;
            this.codec = codec;
            this.vocabulary = Objects.requireNonNull(codec.vocabulary());
            this.prompt = prompt;
            this.terms = terms;
            this.draw = new Draw(prompt, Vocabulary.FIRST);
            this.spacing = new Spacing(prompt.text());
            this.ids = codec.ids(prompt.text());
        }

        Continuation go(Consumer<Piece> heard) {
            int prompted = ids.length - 1;
            Finish finish = Finish.LENGTH;
            while (tokens < prompt.maxTokens()) {
                Duration left = left();
                if (tokens > 0 && left.isNegative()) {
                    finish = Finish.TIMEOUT;
                    break;
                }
                Draw.Drawn drawn = draw.next(logits(left));
                surprise -= Math.log(drawn.probability());
                tokens++;
                if (drawn.word() == codec.boundary()) {
                    finish = Finish.END;
                    break;
                }
                add(drawn, heard);
            }
            return new Continuation(text.toString(), prompted, tokens, finish, Math.exp(surprise / tokens),
                    (System.nanoTime() - start) / 1e9);
        }

        private Duration left() {
            return Objects.requireNonNull(terms.timeout()).minusNanos(System.nanoTime() - start);
        }

        private void add(Draw.Drawn drawn, Consumer<Piece> heard) {
            String piece = spacing.next(Objects.requireNonNull(vocabulary.word(drawn.word())));
            text.append(piece);
            int most = codec.steps().maxLength();
            long[] longer = Arrays.copyOf(ids, ids.length + 1);
            longer[ids.length] = drawn.word();
            ids = longer.length > most ? Arrays.copyOfRange(longer, longer.length - most, longer.length) : longer;
            heard.accept(new Piece(piece, drawn.probability()));
        }

        private float[] logits(Duration left) {
            int length = Math.min(codec.steps().maxLength(), Math.ceilDiv(ids.length, STRIDE) * STRIDE);
            List<Tensor> inputs = codec.steps().inputs().stream().map(name -> tensor(name, length)).toList();
            Duration wait = left.isPositive() ? left : Duration.ofMillis(1);
            return version.run(inputs, new Terms(wait, terms.priority(), terms.gone())).getFirst().toFloats();
        }

        private Tensor tensor(String name, int length) {
            ByteBuffer data = Tensor.allocate(length, DataType.INT64);
            for (int i = 0; i < length; i++) {
                boolean there = i < ids.length;
                data.putLong(name.equals(TextSteps.IDS) ? there ? ids[i] : Vocabulary.PADDING : there ? 1 : 0);
            }
            return new Tensor(name, DataType.INT64, List.of(1, length), data.flip());
        }
    }
}
