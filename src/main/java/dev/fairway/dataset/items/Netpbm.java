package dev.fairway.dataset.items;

import dev.fairway.feature.Pixels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pixels as the binary graymap and pixmap of Netpbm ({@code P5}, {@code P6}): a line each for the kind, the extents and
 * the greatest sample, then the samples. Images that came without an encoding of their own are kept so.
 */
public final class Netpbm {

    private static final int LINES = 3;

    private Netpbm() {}

    public static byte[] write(Pixels pixels) {
        byte[] head = "P%d\n%d %d\n255\n".formatted(pixels.channels() == 1 ? 5 : 6, pixels.width(), pixels.height())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] image = Arrays.copyOf(head, head.length + pixels.samples().length);
        System.arraycopy(pixels.samples(), 0, image, head.length, pixels.samples().length);
        return image;
    }

    /** Whether the bytes begin as such an image does, which no JPEG or PNG does. */
    public static boolean isOne(byte[] image) {
        return image.length > 2 && image[0] == 'P' && (image[1] == '5' || image[1] == '6') && image[2] == '\n';
    }

    /** Reads what {@link #write} wrote. */
    public static Pixels read(byte[] image) {
        int start = 0;
        for (int line = 0; line < LINES; start++) {
            line += image[start] == '\n' ? 1 : 0;
        }
        String[] extents = new String(image, 0, start, StandardCharsets.US_ASCII).split("[ \n]", -1);
        return new Pixels(Integer.parseInt(extents[1]), Integer.parseInt(extents[2]), image[1] == '5' ? 1 : 3,
                Arrays.copyOfRange(image, start, image.length));
    }
}
