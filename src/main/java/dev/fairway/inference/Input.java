package dev.fairway.inference;

import dev.fairway.feature.Rows;
import dev.fairway.tensor.Tensor;
import java.util.List;

/** What a caller sends, in the terms of the version's modality. */
public sealed interface Input {

    /** Number of rows, images or texts; a request to a network without a dimension of rows has one. */
    int count();

    /** @param rows the columns of the version's features, at least one row */
    record Table(Rows rows) implements Input {

        @Override
        public int count() {
            return rows.count();
        }
    }

    /** @param tensors the network's inputs by name, in any order */
    record Tensors(List<Tensor> tensors) implements Input {

        public Tensors {
            tensors = List.copyOf(tensors);
        }

        @Override
        public int count() {
            return tensors.getFirst().rows();
        }
    }

    /** @param items one encoded image (JPEG or PNG) or one UTF-8 text each */
    record Items(List<byte[]> items) implements Input {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public int count() {
            return items.size();
        }
    }
}
