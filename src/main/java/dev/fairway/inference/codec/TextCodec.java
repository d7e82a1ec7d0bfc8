package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.TextSteps;
import dev.fairway.feature.Vocabulary;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.engine.Tokenizer;
import dev.fairway.inference.engine.Tokenizer.Tokens;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts go in by the version's tokenizer; predictions of its target, or the network's own tensors, come out. */
public final class TextCodec implements Codec {

    static final Items TEXTS = Items.named("text");

    private static final byte[] PLAIN = "a text of a few words, as plain as they come".getBytes(StandardCharsets.UTF_8);

    private final TextSteps steps;
    private final Tokenizer tokenizer;
    private final Meaning meaning;
    private final @Nullable Vocabulary vocabulary;

    /**
     * @param tokenizer is closed with this
     * @param vocabulary the words by which texts are read; null where a tokenizer of another kind does
     */
    TextCodec(TextSteps steps, Tokenizer tokenizer, Meaning meaning, @Nullable Vocabulary vocabulary) {
        this.steps = steps;
        this.tokenizer = tokenizer;
        this.meaning = meaning;
        this.vocabulary = vocabulary;
    }

    /** Whether the network foretells the next word of a text. */
    public boolean goesOn() {
        return vocabulary != null && vocabulary.boundary() != null;
    }

    public @Nullable Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Number of the word that stands before and behind each text; {@link Vocabulary#PADDING} where there is none. */
    public long boundary() {
        return vocabulary == null || vocabulary.boundary() == null ? Vocabulary.PADDING
                : vocabulary.words().indexOf(vocabulary.boundary()) + Vocabulary.FIRST;
    }

    /** How a text becomes tensors. */
    public TextSteps steps() {
        return steps;
    }

    /** The numbers of a text's words. */
    public long[] ids(String text) {
        return tokenizer.encode(text).ids();
    }

    @Override
    public Signature signature() {
        return new Signature(List.of(TEXTS.spec()), meaning.specs());
    }

    @Override
    public List<Tensor> encode(Input input) {
        List<byte[]> texts = TEXTS.of(input);
        List<Tokens> encoded = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            encoded.add(tokenizer.encode(text(i, texts.get(i))));
        }
        int longest = encoded.stream().mapToInt(tokens -> tokens.ids().length).max().orElseThrow();
        int length = steps.padding() ? steps.maxLength() : Math.max(1, longest);
        return steps.inputs().stream().map(name -> tensor(name, encoded, length)).toList();
    }

    private static String text(int place, byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw Refusal.invalid("text[%d]".formatted(place), "is not UTF-8");
        }
    }

    private Tensor tensor(String name, List<Tokens> encoded, int length) {
        ByteBuffer data = Tensor.allocate(Math.multiplyExact(encoded.size(), length), DataType.INT64);
        for (Tokens tokens : encoded) {
            for (int i = 0; i < length; i++) {
                data.putLong(i < tokens.ids().length ? value(name, tokens, i) : absent(name));
            }
        }
        return new Tensor(name, DataType.INT64, List.of(encoded.size(), length), data.flip());
    }

    private static long value(String name, Tokens tokens, int place) {
        return switch (name) {
            case TextSteps.IDS -> tokens.ids()[place];
            case TextSteps.MASK -> 1;
            case TextSteps.TYPES -> tokens.types()[place];
            default -> throw new IllegalStateException("texts do not become " + name);
        };
    }

    private long absent(String name) {
        return name.equals(TextSteps.IDS) ? tokenizer.padding() : 0;
    }

    @Override
    public Output decode(Input input, List<Tensor> outputs) {
        return meaning.of(outputs);
    }

    /** The same few words, again and again. */
    @Override
    public Input blank(int rows) {
        return new Input.Items(Collections.nCopies(rows, PLAIN));
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
