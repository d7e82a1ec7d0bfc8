package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import dev.fairway.inference.queue.ModelFailed;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row holds a number so far out of range that the model's arithmetic overflows; JSON could not tell its answer. */
class NotFinite extends Refusal {

    private NotFinite(String field, String message) {
        super(Kind.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
    }

    /** @throws NotFinite when a row's output is infinite or no number */
    static void check(Tensor output, Rows rows) {
        int row = row(output);
        if (row >= 0) {
            throw greatest(rows, row).<RuntimeException>map(column -> new NotFinite(
                    "row %d, column %s".formatted(row, column),
                    "%s is so far out of range that the model gives no finite answer; send a value like those it was trained on, or null"
                            .formatted(rows.numbers(column)[row])))
                    .orElseGet(() -> new ModelFailed(new ArithmeticException("the output is not finite")));
        }
    }

    /** The first row with an output that is not finite, or -1. */
    static int row(Tensor output) {
        float[] values = output.toFloats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i / (values.length / output.rows());
            }
        }
        return -1;
    }

    /** The numeric column with the greatest value of a row. */
    private static Optional<String> greatest(Rows rows, int row) {
        String greatest = null;
        double size = -1;
        for (Map.Entry<String, Column> column : rows.columns().entrySet()) {
            if (column.getValue() instanceof Column.Numbers numbers && Math.abs(numbers.values()[row]) > size) {
                greatest = column.getKey();
                size = Math.abs(numbers.values()[row]);
            }
        }
        return Optional.ofNullable(greatest);
    }
}
