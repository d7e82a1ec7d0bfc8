package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.Terms;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BatchTests {

    private final BatchMemory memory = new BatchMemory();
    private final List<List<Tensor>> seen = new ArrayList<>();

    @Test
    void theTensorsOfALoneRequestGoInAsTheyAre() {
        Tensor input = Tensor.of("x", List.of(2, 3), 1, 2, 3, 4, 5, 6f);
        run(8, inputs -> inputs, ticket(input));
        assertThat(seen).containsExactly(List.of(input));
    }

    @Test
    void whatLiesOnTheHeapIsMadeNativeOnce() {
        Tensor heap = new Tensor("x", DataType.FP32, List.of(1, 2), ByteBuffer.allocate(8));
        run(8, inputs -> inputs, ticket(heap));
        assertThat(seen.getFirst().getFirst().data().isDirect()).isTrue();
    }

    @Test
    void outputsArePartsOfWhatTheModelGave() {
        Tensor given = Tensor.of("y", List.of(3, 2), 1, 2, 3, 4, 5, 6f);
        List<Ticket> tickets = run(8, _ -> List.of(given), ticket(Tensor.of("x", List.of(1, 1), 0f)),
                ticket(Tensor.of("x", List.of(2, 1), 0f, 0f)));
        given.data().putFloat(20, 60);
        assertThat(tickets.getFirst().await().getFirst().toFloats()).containsExactly(1, 2);
        assertThat(tickets.getLast().await().getFirst().toFloats()).containsExactly(3, 4, 5, 60);
    }

    @Test
    void textsOfAnyLengthAreJoinedAndTakenApart() {
        List<Ticket> tickets = run(8, inputs -> inputs, ticket(texts("a", "", "long one")), ticket(texts("ünï")),
                ticket(texts("x", "y")));
        assertThat(texts(tickets.get(0))).containsExactly("a", "", "long one");
        assertThat(texts(tickets.get(1))).containsExactly("ünï");
        assertThat(texts(tickets.get(2))).containsExactly("x", "y");
    }

    @Test
    void textsAreRunInSlicesToo() {
        List<Ticket> tickets = run(2, inputs -> inputs, ticket(texts("a", "bc", "", "def", "g")));
        assertThat(seen).extracting(inputs -> inputs.getFirst().rows()).containsExactly(2, 2, 1);
        assertThat(texts(tickets.getFirst())).containsExactly("a", "bc", "", "def", "g");
    }

    @Test
    void eachInputIsJoinedByItself() {
        List<Ticket> tickets = run(8, inputs -> inputs,
                ticket(Tensor.of("x", List.of(1, 2), 1, 2f), Tensor.of("n", List.of(1, 1), 7L)),
                ticket(Tensor.of("x", List.of(1, 2), 3, 4f), Tensor.of("n", List.of(1, 1), 8L)));
        assertThat(seen.getFirst().getFirst().toFloats()).containsExactly(1, 2, 3, 4);
        assertThat(seen.getFirst().getLast().toLongs()).containsExactly(7, 8);
        assertThat(tickets.getLast().await()).extracting(Tensor::name).containsExactly("x", "n");
    }

    @Test
    void memoryIsUsedAgainUnlessItIsTooMuch() {
        ByteBuffer first = memory.of(0, 5000).put(0, (byte) 42);
        assertThat(memory.of(0, 5000).get(0)).isEqualTo((byte) 42);
        assertThat(memory.of(1, 5000).get(0)).isZero();
        assertThat(first.capacity()).isEqualTo(5000);
    }

    private List<Ticket> run(int most, UnaryOperator<List<Tensor>> network, Ticket... tickets) {
        LoadedModel model = new LoadedModel() {

            @Override
            public List<Tensor> run(List<Tensor> inputs) {
                seen.add(inputs);
                return network.apply(inputs);
            }

            @Override
            public void close() {}
        };
        new Batch(Arrays.asList(tickets), true, memory).run(model, most);
        return Arrays.asList(tickets);
    }

    private static Ticket ticket(Tensor... inputs) {
        return new Ticket(List.of(inputs), inputs[0].rows(), Terms.USUAL, System.nanoTime());
    }

    private static Tensor texts(String... texts) {
        return Tensor.of("t", List.of(texts.length),
                Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private static List<String> texts(Ticket answered) {
        return answered.await()
                .getFirst()
                .toBytes()
                .stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
