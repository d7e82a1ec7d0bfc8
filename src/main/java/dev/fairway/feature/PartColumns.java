package dev.fairway.feature;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;

/** The numbers that are made of one part of a moment. */
sealed interface PartColumns {

    /** @return the place after what was written */
    int write(LocalDateTime moment, ByteBuffer data, int at);

    static PartColumns of(Step.Dates.Part part) {
        return switch (part) {
            case Step.Dates.Scaled scaled -> new Line(scaled);
            case Step.Dates.Cyclic cyclic -> Circle.of(cyclic.part());
        };
    }

    record Line(Step.Dates.Scaled scaled) implements PartColumns {

        @Override
        public int write(LocalDateTime moment, ByteBuffer data, int at) {
            double value = scaled.part().of(moment);
            data.putFloat(at * Float.BYTES, (float) ((value - scaled.centre()) / scaled.scale()));
            return at + 1;
        }
    }

    /**
     * Places on a circle, worked out beforehand by {@link StrictMath}: {@link Math} may give another last bit after it
     * was compiled than before.
     */
    record Circle(DatePart part, float[] sines, float[] cosines) implements PartColumns {

        static Circle of(DatePart part) {
            float[] sines = new float[part.period()];
            float[] cosines = new float[part.period()];
            for (int i = 0; i < part.period(); i++) {
                double angle = 2 * Math.PI * i / part.period();
                sines[i] = (float) StrictMath.sin(angle);
                cosines[i] = (float) StrictMath.cos(angle);
            }
            return new Circle(part, sines, cosines);
        }

        @Override
        public int write(LocalDateTime moment, ByteBuffer data, int at) {
            int place = part.of(moment) - part.first();
            data.putFloat(at * Float.BYTES, sines[place]);
            data.putFloat((at + 1) * Float.BYTES, cosines[place]);
            return at + 2;
        }
    }
}
