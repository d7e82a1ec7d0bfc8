package dev.fairway.inference.json;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says that the elements of an input are. */
public sealed interface Contents {

    /**
     * Elements of a fixed size, given as JSON.
     *
     * @param data the elements in a little-endian heap buffer, from position 0 to the limit
     * @param missing the numbers of the elements that are {@code null}; in the buffer they are NaN, 0 or false
     */
    record Elements(ByteBuffer data, BitSet missing) implements Contents {}

    /**
     * Elements of {@link dev.fairway.tensor.DataType#BYTES}, given as JSON strings.
     *
     * @param texts the elements, null where {@code null} is given
     */
    record Texts(List<@Nullable String> texts) implements Contents {

        public Texts {
            texts = Collections.unmodifiableList(texts);
        }
    }

    /**
     * Elements in the binary part of the body, behind the JSON document and behind those of the inputs before.
     *
     * @param size how many bytes they take, as {@code binary_data_size} says
     */
    record Binary(int size) implements Contents {}

    /** Nothing in the body: the input's parameters may say where the elements are. */
    record Absent() implements Contents {}
}
