package dev.fairway.feature;

import dev.fairway.contract.Refusal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of numbers that are made of one raw column, side by side. */
sealed interface NumberColumns {

    int width();

    /**
     * @param data rows of {@code stride} numbers; those from {@code at} on are 0 and become what is made here
     */
    void write(Rows rows, ByteBuffer data, int at, int stride);

    /** Those of a step, and the one that tells of its missing value. */
    static List<NumberColumns> of(Step step) {
        List<NumberColumns> columns = new ArrayList<>(2);
        switch (step) {
            case Step.Scale scale -> columns.add(Scaled.of(scale));
            case Step.OneHot words -> columns.add(new Hot(CodeColumn.of(words), words.width()));
            case Step.Encode _ -> {
            }
            case Step.Dates dates -> columns.add(Parts.of(dates));
        }
        if (step.missing() == Step.Missing.TOLD) {
            columns.add(new Absence(step.column(), step instanceof Step.Scale));
        }
        return columns;
    }

    /** A number, cut to a range, centred and scaled. */
    record Scaled(Step.Scale step, Step.Range clip, boolean required) implements NumberColumns {

        static Scaled of(Step.Scale step) {
            Step.Range clip = step.clip() == null ? Step.Range.ALL : step.clip();
            return new Scaled(step, clip, step.missing() == Step.Missing.REFUSED);
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void write(Rows rows, ByteBuffer data, int at, int stride) {
            double[] values = rows.numbers(step.column());
            for (int r = 0; r < values.length; r++) {
                double value = Double.isNaN(values[r]) ? absent(r) : clip.clip(values[r]);
                data.putFloat((r * stride + at) * Float.BYTES, (float) ((value - step.centre()) / step.scale()));
            }
        }

        private double absent(int row) {
            if (required) {
                throw CodeColumn.missing(row, step.column());
            }
            return step.imputed();
        }
    }

    /** A 1 in the column of a word's code, which are counted from 1 on. */
    record Hot(CodeColumn words, int width) implements NumberColumns {

        @Override
        public void write(Rows rows, ByteBuffer data, int at, int stride) {
            @Nullable
            String[] values = rows.words(words.column());
            for (int r = 0; r < values.length; r++) {
                int code = (int) words.code(values[r], r);
                if (code != Step.OfWords.UNKNOWN) {
                    data.putFloat((r * stride + at + code - 1) * Float.BYTES, 1);
                }
            }
        }
    }

    /** A 1 where there is no value. */
    record Absence(String column, boolean numeric) implements NumberColumns {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void write(Rows rows, ByteBuffer data, int at, int stride) {
            if (numeric) {
                double[] values = rows.numbers(column);
                for (int r = 0; r < values.length; r++) {
                    data.putFloat((r * stride + at) * Float.BYTES, Double.isNaN(values[r]) ? 1 : 0);
                }
            } else {
                @Nullable
                String[] values = rows.words(column);
                for (int r = 0; r < values.length; r++) {
                    data.putFloat((r * stride + at) * Float.BYTES, values[r] == null ? 1 : 0);
                }
            }
        }
    }

    /** The parts of moments. */
    record Parts(Step.Dates step, List<PartColumns> parts, int width, @Nullable LocalDateTime imputed)
            implements
                NumberColumns {

        static Parts of(Step.Dates step) {
            return new Parts(step, step.parts().stream().map(PartColumns::of).toList(), step.width(),
                    step.imputed() == null ? null : IsoTime.read(step.imputed()));
        }

        @Override
        public void write(Rows rows, ByteBuffer data, int at, int stride) {
            @Nullable
            String[] values = rows.words(step.column());
            for (int r = 0; r < values.length; r++) {
                LocalDateTime moment = moment(values[r], r);
                if (moment != null) {
                    write(moment, data, r * stride + at);
                }
            }
        }

        private void write(LocalDateTime moment, ByteBuffer data, int from) {
            int at = from;
            for (int p = 0; p < parts.size(); p++) {
                at = parts.get(p).write(moment, data, at);
            }
        }

        private @Nullable LocalDateTime moment(@Nullable String text, int row) {
            if (text == null) {
                if (step.missing() == Step.Missing.REFUSED) {
                    throw CodeColumn.missing(row, step.column());
                }
                return imputed;
            }
            LocalDateTime moment = IsoTime.read(text);
            if (moment == null) {
                throw Refusal.invalid("row %d, column %s".formatted(row, step.column()),
                        "must be a day or a moment as ISO 8601 writes them, such as 2026-01-31 or 2026-01-31T18:30:00Z");
            }
            return moment;
        }
    }
}
